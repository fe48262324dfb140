package io.lastwords.collector.logs;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The entries of a log, as they were asked for. One thread reads; any thread may do the rest. */
interface Entries extends Closeable {
    /**
     * The next entry, valid until the next call; waits for it where the log is followed. Null at the end: of what was
     * asked for, or of the run that is followed.
     *
     * @throws LogTroubleException where the log cannot be read on
     */
    @Nullable
    Entry next() throws IOException, InterruptedException;

    /** Whether a follower of a log that rotates may leave entries out, or bring them twice, and say nothing. */
    boolean skips();

    boolean isOpen();

    /** A read that waits ends with an exception. */
    @Override
    void close();
}
