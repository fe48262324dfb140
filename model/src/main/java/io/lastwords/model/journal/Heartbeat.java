package io.lastwords.model.journal;

import java.time.Instant;

/**
 * Nothing new: time has passed for this workload. Every 5 s for two minutes after its last event, then every 5 min,
 * until an hour after its container is gone. Under the host's own key, with no container, every 10 s: the collector is
 * there.
 *
 * @param time the collector's clock set right by the engine's
 */
public record Heartbeat(int schema, Origin origin, Instant time) implements JournalEvent {
    public Heartbeat(Origin origin, Instant time) {
        this(SCHEMA, origin, time);
    }
}
