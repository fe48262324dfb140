package io.lastwords.cli.command;

import io.lastwords.cli.replay.Moments;
import io.lastwords.cli.settings.Problem;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Points in time that options take. */
final class Times {
    private Times() {}

    /** Null where none was given, or where it is none: then there is one problem more. */
    static @Nullable Instant parse(String option, @Nullable String text, Clock clock, List<Problem> problems) {
        if (text == null) {
            return null;
        }
        var moment = Moments.parse(text, clock);
        if (moment.isEmpty()) {
            problems.add(new Problem(
                    option, "", text, "is no time: write it like 2026-11-21T03:00:00Z, or 2h for two hours ago"));
        }
        return moment.orElse(null);
    }
}
