package io.lastwords.collector.logs;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Bytes to an engine and back. One thread connects, writes and reads; any thread may close, which ends all of that. */
interface Wire extends Closeable {
    /** To be called once, before all else. */
    void connect() throws IOException;

    /** Writes all. */
    void write(ByteBuffer bytes) throws IOException;

    /** Waits for some bytes, into a buffer that has an array; -1 at the end. */
    int read(ByteBuffer into) throws IOException;

    boolean isOpen();
}
