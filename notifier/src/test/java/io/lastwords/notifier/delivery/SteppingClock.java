package io.lastwords.notifier.delivery;

import io.lastwords.notifier.Diagnoses;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Stands still until it is told how much time has passed. */
final class SteppingClock extends Clock {
    private Instant now = Diagnoses.OPENED;

    void pass(Duration time) {
        now = now.plus(time);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("only UTC");
    }

    @Override
    public Instant instant() {
        return now;
    }
}
