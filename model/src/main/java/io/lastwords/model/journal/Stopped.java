package io.lastwords.model.journal;

import java.time.Instant;

/**
 * Somebody stopped the container through the engine, and the stop is done: the {@code stop} event. It is the only sign
 * of a stop while the container waits for its next restart, when there is no process to signal.
 */
public record Stopped(int schema, Origin origin, Instant time) implements JournalEvent {
    public Stopped(Origin origin, Instant time) {
        this(SCHEMA, origin, time);
    }
}
