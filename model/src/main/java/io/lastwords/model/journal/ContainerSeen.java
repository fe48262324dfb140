package io.lastwords.model.journal;

import java.time.Instant;

/**
 * A container as an inspect showed it: when it was created, found in the list, or looked at again because a restart
 * that was due never came.
 *
 * @param settings what the container was made with
 * @param state its state at {@code time}
 */
public record ContainerSeen(int schema, Origin origin, Instant time, ContainerSettings settings, ContainerState state)
        implements JournalEvent {
    public ContainerSeen(Origin origin, Instant time, ContainerSettings settings, ContainerState state) {
        this(SCHEMA, origin, time, settings, state);
    }
}
