package io.lastwords.model.journal;

import java.time.Instant;

/** The kernel killed a process of the container for want of memory: the engine's {@code oom} event. */
public record OutOfMemory(int schema, Origin origin, Instant time) implements JournalEvent {
    public OutOfMemory(Origin origin, Instant time) {
        this(SCHEMA, origin, time);
    }
}
