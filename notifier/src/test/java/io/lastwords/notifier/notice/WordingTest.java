package io.lastwords.notifier.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 ms",
        "21, 21 ms",
        "999, 999 ms",
        "1000, 1 s",
        "1940, 1.9 s",
        "9949, 9.9 s",
        "9950, 10 s",
        "12300, 12 s",
        "59499, 59 s",
        "59500, 1 min",
        "200000, 3 min 20 s",
        "3599600, 1 h",
        "7500000, 2 h 5 min",
        "86400000, 1 d",
        "273600000, 3 d 4 h",
        "-5, 0 ms"
    })
    void saysDurationsInAtMostTwoUnits(long millis, String words) {
        assertThat(Wording.duration(Duration.ofMillis(millis))).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "1.0, 'almost certain, 99 %'",
        "0.97, 'almost certain, 97 %'",
        "0.9, 'very likely, 90 %'",
        "0.6, 'likely, 60 %'",
        "0.4, 'possible, 40 %'",
        "0.0, 'only a guess, 1 %'"
    })
    void isNeverQuiteSure(double probability, String words) {
        assertThat(Wording.confidence(probability)).isEqualTo(words);
    }

    @Test
    void namesTheSignalOfAnExitCode() {
        assertThat(Wording.exitCode(137)).isEqualTo("137 (SIGKILL)");
        assertThat(Wording.exitCode(101)).isEqualTo("101");
    }

    @Test
    void tellsTimesInUtc() {
        assertThat(Wording.time(Instant.parse("2026-11-21T02:00:12.345Z"))).isEqualTo("2026-11-21 02:00:12 UTC");
    }
}
