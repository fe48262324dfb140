package io.lastwords.model.journal;

import java.time.Instant;

/**
 * The engine, or its whole host, was down and is back, and what it ran was stopped by that. Under the host's own key,
 * and with no container.
 *
 * @param time when it was found back
 * @param from the last time that it was known to run
 */
public record EngineRestarted(int schema, Origin origin, Instant time, Instant from) implements JournalEvent {
    public EngineRestarted(Origin origin, Instant time, Instant from) {
        this(SCHEMA, origin, time, from);
    }
}
