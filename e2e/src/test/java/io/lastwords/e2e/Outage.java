package io.lastwords.e2e;

import java.time.Duration;
import java.time.Instant;

/**
 * When something was broken, so that a notice that had been taken may not have been recorded, and comes again.
 *
 * @param from by the clock of the machine
 * @param to the same moment, where a process was killed
 */
record Outage(Instant from, Instant to) {
    /** From a receiver's answer to its record, on a machine with other things to do. */
    private static final Duration ANSWER_TO_RECORD = Duration.ofSeconds(2);

    static Outage at(Instant moment) {
        return new Outage(moment, moment);
    }

    /** Whether it kept a notice from being recorded that was taken then. */
    boolean explains(Instant taken) {
        return from.isBefore(taken.plus(ANSWER_TO_RECORD)) && !to.isBefore(taken.minus(Receipts.ANSWERING));
    }
}
