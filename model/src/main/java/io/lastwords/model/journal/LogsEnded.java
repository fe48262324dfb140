package io.lastwords.model.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the engine still has of a run's output is in the journal: no line of it follows.
 *
 * @param time the end of the run
 * @param run the run whose log is complete
 * @param complete whether all that the program wrote is there; false after a {@link Gap} or where logs cannot be read
 * @param reason why it is not complete, for a person; null where it is
 */
public record LogsEnded(
        int schema,
        Origin origin,
        Instant time,
        Instant run,
        boolean complete,
        @Nullable String reason) implements JournalEvent {
    public LogsEnded(Origin origin, Instant time, Instant run, boolean complete, @Nullable String reason) {
        this(SCHEMA, origin, time, run, complete, reason);
    }
}
