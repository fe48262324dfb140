package io.lastwords.collector.logs;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a container's log is read: what {@code lastwords.positions} keeps. Reading goes on at {@link #since}, which
 * the engine takes as inclusive, and drops what each stream's own position covers.
 *
 * <p>The engine writes both streams into one log in nearly the order of their times: an entry is stamped before it is
 * queued, so the two may be out of order by the time of a stalled write. A stream that has been idle is therefore
 * moved up to {@link #SLACK} before the last time seen on the other one, and no further: everything of it up to there
 * is known to be read. So the earlier of the two is always a safe place to begin, and never far back, except where a
 * line has begun and not ended yet.
 */
public record LogPosition(StreamPosition stdout, StreamPosition stderr) {
    /** How many nanoseconds an entry may stand behind a later one of the other stream. */
    static final long SLACK = 200_000_000;

    /** Nothing is read. */
    public static final LogPosition START = new LogPosition(StreamPosition.START, StreamPosition.START);

    /**
     * Everything earlier than a time counts as read, and nothing at or after it.
     *
     * @param time engine time, such as the end of the previous run
     */
    public static LogPosition at(Instant time) {
        var position = new StreamPosition(time, 0);
        return new LogPosition(position, position);
    }

    /** Where reading has to begin, inclusive; null for the beginning of the log. */
    @JsonIgnore
    public @Nullable Instant since() {
        Instant out = stdout.time();
        Instant err = stderr.time();
        if (out == null || err == null) {
            return null;
        }
        return out.isBefore(err) ? out : err;
    }
}
