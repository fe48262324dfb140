package io.lastwords.collector.logs;

import java.io.IOException;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads one run's log to its end. Used by one virtual thread; {@link #position} and {@link #close} by any.
 *
 * <p>Order of calls: {@link #lookBack} at most once and first, then {@link #follow} any number of times, then {@link
 * #complete} once the run's die time is known. A follower alone loses lines and sometimes whole runs, so only {@code
 * complete} may say that everything is there. An {@link IOException} leaves the reader where it stood: the same call
 * may be made again.
 */
public final class RunReader implements AutoCloseable {
    /**
     * @param from how far the log is read already; with {@code LogPosition.at(previous die)} for a run after another
     * @param out has been told of this run by {@link ChunkBuffer#begin}; gaps go into it too, in their place
     */
    public RunReader(
            LogSource source, String containerId, boolean tty, LogPosition from, LineSettings lines, ChunkBuffer out) {
        throw new UnsupportedOperationException();
    }

    /**
     * Follows the run until it is over.
     *
     * @param end the run's die time once it is known, null before; later entries are the next run's and not taken
     * @throws IOException where the connection broke
     */
    public FollowResult follow(Supplier<@Nullable Instant> end) throws IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /**
     * Reads what the follower has not, up to and including {@code die}, until nothing new comes; then a line without
     * newline is given out as it is.
     */
    public Completion complete(Instant die) throws IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /**
     * The first look at a run that has begun long ago: forward from {@code since}, {@code maxBytes} at most; where
     * there is more, a gap, and the last 1,000 entries.
     *
     * @return the gap, which is in the buffer already; null where everything was read
     */
    public @Nullable LostLines lookBack(Instant since, long maxBytes) throws IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /** How far the lines given out reach. */
    public LogPosition position() {
        throw new UnsupportedOperationException();
    }

    /** Ends whatever is being read, at once. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
