package io.lastwords.collector.logs;

import org.jspecify.annotations.Nullable;

/**
 * Whether all that a run wrote has been read.
 *
 * @param reason why it has not, for a person; null where it has
 */
public record Completion(boolean complete, @Nullable String reason) {
    public Completion {
        if (complete == (reason != null)) {
            throw new IllegalArgumentException("a reason is needed exactly where a log is not complete");
        }
    }

    static final Completion WHOLE = new Completion(true, null);

    static Completion not(String reason) {
        return new Completion(false, reason);
    }
}
