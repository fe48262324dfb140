package io.lastwords.model.journal;

import java.time.Instant;

/** The container is gone: the engine's {@code destroy} event, or found missing after a restart of the collector. */
public record Removed(int schema, Origin origin, Instant time) implements JournalEvent {
    public Removed(Origin origin, Instant time) {
        this(SCHEMA, origin, time);
    }
}
