package io.lastwords.cli.story;

import io.lastwords.model.diagnosis.Delivery;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.examination.Examination;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** One thing in an incident's story. Text in it is as the container and the engine gave it. */
public sealed interface Happening {
    /** When, by the clock of whoever saw it: the engine's, but for notices. */
    Instant time();

    /**
     * A run that is over.
     *
     * @param time its end
     * @param error what the engine said; empty as a rule
     */
    record Died(Instant time, Instant start, int exitCode, boolean oomKilled, String error) implements Happening {
        public Duration lived() {
            return start.isBefore(time) ? Duration.between(start, time) : Duration.ZERO;
        }

        /** Whether it ended in the same way. */
        public boolean alike(Died other) {
            return exitCode == other.exitCode && oomKilled == other.oomKilled && error.equals(other.error);
        }
    }

    /** A start that failed: there was no run. */
    record NotStarted(Instant time, int exitCode, String error) implements Happening {}

    /** A run whose end is not known: it lives, or did at the end of the story. */
    record Lives(Instant time) implements Happening {}

    /** The container was examined. */
    record Examined(Instant time, Examination facts) implements Happening {
        /** Whether it found what the other had found. */
        public boolean alike(Examined other) {
            return facts.command().equals(other.facts.command())
                    && facts.files().equals(other.facts.files())
                    && facts.mounts().equals(other.facts.mounts())
                    && facts.unknown().equals(other.facts.unknown())
                    && Objects.equals(facts.image(), other.facts.image())
                    && Objects.equals(facts.tag(), other.facts.tag());
        }
    }

    /** Anything else that helps to understand the rest, in words. */
    record Noted(Instant time, String what) implements Happening {}

    /** What was said of it from then on. */
    record Said(Diagnosis diagnosis) implements Happening {
        @Override
        public Instant time() {
            return diagnosis.updatedAt();
        }
    }

    /** Somebody was told, or was not to be. */
    record Told(Delivery delivery) implements Happening {
        @Override
        public Instant time() {
            return delivery.time();
        }
    }
}
