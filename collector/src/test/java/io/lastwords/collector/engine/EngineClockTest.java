package io.lastwords.collector.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class EngineClockTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private Instant ours = NOON;
    private long nanos = -5;

    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            return ours;
        }
    };

    private void passes(Duration time) {
        ours = ours.plus(time);
        nanos += time.toNanos();
    }

    @Test
    void isAsFarAheadAsItSaysHalfWayThroughTheQuestion() {
        var engine = new EngineClock(clock, () -> nanos, false);
        Instant asked = engine.now();
        passes(Duration.ofSeconds(2));
        engine.measured(asked, NOON.plusSeconds(61));
        passes(Duration.ofSeconds(10));

        assertThat(engine.now()).isEqualTo(NOON.plusSeconds(72));
    }

    @Test
    void goesOnAsItDidWhereOursIsSet() {
        var engine = new EngineClock(clock, () -> nanos, false);
        engine.measured(engine.now(), NOON.plusSeconds(60));
        passes(Duration.ofSeconds(10));
        ours = ours.plus(Duration.ofHours(2));

        assertThat(engine.now()).isEqualTo(NOON.plusSeconds(70));
        passes(Duration.ofSeconds(1));
        ours = ours.minus(Duration.ofHours(5));
        assertThat(engine.now()).isEqualTo(NOON.plusSeconds(71));
    }

    @Test
    void goesWithOursAsOursGainsALittle() {
        var engine = new EngineClock(clock, () -> nanos, false);
        for (int i = 0; i < 100; i++) {
            passes(Duration.ofSeconds(10));
            ours = ours.plusMillis(100); // as it is hurried on until it is right
            assertThat(engine.now()).isEqualTo(ours);
        }

        assertThat(engine.now()).isEqualTo(NOON.plusSeconds(1_010));
    }

    @Test
    void isOursOnTheSameMachineHoweverItIsSet() {
        var engine = new EngineClock(clock, () -> nanos, true);
        engine.measured(engine.now(), NOON.plusSeconds(60));
        ours = ours.plus(Duration.ofHours(2));

        assertThat(engine.now()).isEqualTo(ours);
    }
}
