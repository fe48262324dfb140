package io.lastwords.collector.logs;

import io.lastwords.model.journal.Origin;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One container's lines on their way from its reader to the sender, already in the form of journal records. The reader
 * blocks while it is full, for as long as it takes; nothing is dropped. Thread-safe for one reader and one sender.
 */
public final class ChunkBuffer {
    /** Serialised bytes after which the reader waits. */
    public static final int DEFAULT_BYTES = 256 << 10;

    /**
     * @param capacity serialised bytes after which the reader waits
     * @param wake called by the reader's thread whenever there is something to take and there was nothing before; it
     *     must not block
     */
    public ChunkBuffer(Origin origin, int capacity, Budget budget, Runnable wake) {
        throw new UnsupportedOperationException();
    }

    /** From here on lines belong to the run that began at this time; a record never holds lines of two. */
    public void begin(Instant run) {
        throw new UnsupportedOperationException();
    }

    /** The oldest record, never blocking; null where there is nothing. */
    public @Nullable Chunk take() {
        throw new UnsupportedOperationException();
    }

    /** Whether there is something to take. */
    public boolean isEmpty() {
        throw new UnsupportedOperationException();
    }

    /** Releases a waiting reader with an exception, now and on each later append; what is in it can still be taken. */
    public void close() {
        throw new UnsupportedOperationException();
    }
}
