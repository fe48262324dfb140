package io.lastwords.collector.logs;

import java.io.IOException;

/** The body of an answer, with the engine's own portions still visible: it sends each log entry as one chunk. */
interface ByteSource {
    /** Reads what is there, at least one byte; -1 at the end. */
    int read(byte[] into, int from, int length) throws IOException;

    /** The same, but not beyond the end of one chunk. */
    int readChunk(byte[] into, int from, int length) throws IOException;

    /** Whether what {@link #readChunk} gave last began with a chunk's first byte. */
    boolean atChunkStart();
}
