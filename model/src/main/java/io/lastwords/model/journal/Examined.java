package io.lastwords.model.journal;

import io.lastwords.model.examination.Examination;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The container was examined after a suspicious run.
 *
 * @param time the engine's time when the examination was done
 * @param run the run that was suspicious; null where it failed to start, or no run is meant
 */
public record Examined(
        int schema, Origin origin, Instant time, @Nullable Instant run, Examination facts) implements JournalEvent {
    public Examined(Origin origin, Instant time, @Nullable Instant run, Examination facts) {
        this(SCHEMA, origin, time, run, facts);
    }
}
