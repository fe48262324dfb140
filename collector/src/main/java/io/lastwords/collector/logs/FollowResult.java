package io.lastwords.collector.logs;

import org.jspecify.annotations.Nullable;

/**
 * Why following came to an end.
 *
 * @param reason for a person, where the log cannot be read; else null
 */
public record FollowResult(Outcome outcome, @Nullable String reason) {
    /** What ended it. */
    public enum Outcome {
        /** The run is over: once its die time is known, {@link RunReader#complete} reads the rest. */
        RUN_ENDED,
        /** The engine cannot give this log: driver {@code none}, or the container is gone. */
        UNREADABLE,
        /** {@link RunReader#close} was called. */
        CLOSED
    }

    static FollowResult of(Outcome outcome) {
        return new FollowResult(outcome, null);
    }
}
