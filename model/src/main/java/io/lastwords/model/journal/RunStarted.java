package io.lastwords.model.journal;

import java.time.Instant;

/**
 * A run began.
 *
 * @param time the {@code start} event's time; State.StartedAt where the run was found already begun
 * @param run the run's name within its container: equal to {@code time}, repeated by every later event of the run
 * @param settings the effective settings of this run
 * @param attached whether a client attached to the container for this start (a foreground {@code docker run})
 * @param live whether it began while the engine was watched, even where its events were forgotten before they could be
 *     read; false for a run found at the first look
 */
public record RunStarted(
        int schema,
        Origin origin,
        Instant time,
        Instant run,
        ContainerSettings settings,
        boolean attached,
        boolean live)
        implements JournalEvent {
    public RunStarted(Origin origin, Instant run, ContainerSettings settings, boolean attached, boolean live) {
        this(SCHEMA, origin, run, run, settings, attached, live);
    }
}
