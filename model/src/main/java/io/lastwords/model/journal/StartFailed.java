package io.lastwords.model.journal;

import java.time.Instant;

/**
 * The engine could not start the container: there is no run, no log and no restart.
 *
 * @param exitCode State.ExitCode: 126, 127 or 128 as a rule
 * @param error State.Error, masked
 * @param settings what the container was made with
 * @param attached whether a client had attached (somebody saw the error)
 * @param restart whether the policy had asked for this start; then the container stays dead
 */
public record StartFailed(
        int schema,
        Origin origin,
        Instant time,
        int exitCode,
        String error,
        ContainerSettings settings,
        boolean attached,
        boolean restart)
        implements JournalEvent {
    public StartFailed {
        error = Room.text(error, Room.TEXT);
    }

    public StartFailed(
            Origin origin,
            Instant time,
            int exitCode,
            String error,
            ContainerSettings settings,
            boolean attached,
            boolean restart) {
        this(SCHEMA, origin, time, exitCode, error, settings, attached, restart);
    }
}
