package io.lastwords.collector.logs;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far one stream of a log is read: every entry earlier than {@code time}, and the first {@code taken} of those at
 * exactly that time. Entries are counted and not compared, since the pieces of a long line have one time and perhaps
 * the same bytes.
 *
 * @param time engine time; null where nothing is read
 * @param taken entries taken at exactly {@code time}
 * @param skip bytes of the entry after those that are taken too: a part of an over-long line may end within an entry,
 *     so that no character and no secret is cut in two
 * @param secret whether the stream stands within a private key that spans several lines, which has to be masked on
 */
public record StreamPosition(
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant time,
        int taken,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int skip,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean secret) {
    /** Nothing is read. */
    public static final StreamPosition START = new StreamPosition(null, 0);

    public StreamPosition {
        if (taken < 0 || skip < 0 || (time == null && (taken > 0 || skip > 0))) {
            throw new IllegalArgumentException("no position: time " + time + ", taken " + taken + ", skip " + skip);
        }
    }

    /** Between two entries, outside of a private key. */
    public StreamPosition(@Nullable Instant time, int taken) {
        this(time, taken, 0, false);
    }
}
