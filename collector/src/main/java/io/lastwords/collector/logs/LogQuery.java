package io.lastwords.collector.logs;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What to ask of a log.
 *
 * @param since inclusive, to the nanosecond; null for the beginning
 * @param until inclusive; null for no end
 * @param tail only the last entries, 0 for all
 */
record LogQuery(
        boolean follow, @Nullable Instant since, @Nullable Instant until, int tail) {
    static LogQuery follow(@Nullable Instant since, int tail) {
        return new LogQuery(true, since, null, tail);
    }

    static LogQuery read(@Nullable Instant since, @Nullable Instant until) {
        return new LogQuery(false, since, until, 0);
    }

    static LogQuery read(@Nullable Instant since, @Nullable Instant until, int tail) {
        return new LogQuery(false, since, until, tail);
    }

    String path(String containerId) {
        return "/containers/" + containerId + "/logs?stdout=1&stderr=1&timestamps=1"
                + (follow ? "&follow=1" : "")
                + (since == null ? "" : "&since=" + seconds(since))
                + (until == null ? "" : "&until=" + seconds(until))
                + (tail == 0 ? "" : "&tail=" + tail);
    }

    private static String seconds(Instant time) {
        return String.format(Locale.ROOT, "%d.%09d", time.getEpochSecond(), time.getNano());
    }
}
