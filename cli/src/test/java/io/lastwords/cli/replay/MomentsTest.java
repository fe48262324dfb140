package io.lastwords.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class MomentsTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T03:00:00Z"), ZoneId.of("Europe/Berlin"));

    @Test
    void areReadAsPeopleWriteThem() {
        assertThat(Moments.parse("2h", CLOCK)).contains(Instant.parse("2026-11-21T01:00:00Z"));
        assertThat(Moments.parse("2026-11-20T03:00:00.5Z", CLOCK)).contains(Instant.parse("2026-11-20T03:00:00.5Z"));
        assertThat(Moments.parse("2026-11-20T03:00+05:00", CLOCK)).contains(Instant.parse("2026-11-19T22:00:00Z"));
        assertThat(Moments.parse("2026-11-20T03:00", CLOCK)).contains(Instant.parse("2026-11-20T02:00:00Z"));
        assertThat(Moments.parse("2026-11-20 03:00:01", CLOCK)).contains(Instant.parse("2026-11-20T02:00:01Z"));
        assertThat(Moments.parse("2026-11-20", CLOCK)).contains(Instant.parse("2026-11-19T23:00:00Z"));
        assertThat(Moments.parse("yesterday", CLOCK)).isEmpty();
    }
}
