package io.lastwords.cli.replay;

import io.lastwords.cli.settings.Durations;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Points in time as people write them: {@code 2026-11-21T03:00:00Z}, the same without a zone, a day, or {@code 2h}. */
public final class Moments {
    private Moments() {}

    /**
     * Reads one; empty where it is none.
     *
     * @param clock of the zone that is meant where none is written, and from which durations count back
     */
    public static Optional<Instant> parse(String text, Clock clock) {
        var ago = Durations.parse(text);
        if (ago.isPresent()) {
            return Optional.of(clock.instant().minus(ago.get()));
        }
        var zone = clock.getZone();
        return attempt(() -> OffsetDateTime.parse(text).toInstant())
                .or(() -> attempt(() ->
                        LocalDateTime.parse(text.replace(' ', 'T')).atZone(zone).toInstant()))
                .or(() -> attempt(() -> LocalDate.parse(text).atStartOfDay(zone).toInstant()));
    }

    private interface Form {
        Instant read();
    }

    private static Optional<Instant> attempt(Form form) {
        try {
            return Optional.of(form.read());
        } catch (DateTimeException e) {
            return Optional.empty(); // then it is another form, or none
        }
    }
}
