package io.lastwords.model.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * A run's main process ended. Written as soon as it is known, so lines of the run may still follow, until its {@link
 * LogsEnded}.
 *
 * @param time the {@code die} event's time; State.FinishedAt where the end was not seen
 * @param run the run that ended
 * @param exitCode the {@code die} event's code (inspect's may already be the next run's)
 * @param oomKilled State.OOMKilled where it could still be read; a killed child sets it too
 * @param error State.Error, masked; empty as a rule
 * @param live whether the end was seen as it happened; false for an end before the first look
 * @param engineRestarted whether it ended with its engine: it had begun before that was started anew
 */
public record RunEnded(
        int schema,
        Origin origin,
        Instant time,
        Instant run,
        int exitCode,
        boolean oomKilled,
        String error,
        boolean live,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean engineRestarted)
        implements JournalEvent {
    public RunEnded {
        error = Room.text(error, Room.TEXT);
    }

    public RunEnded(
            Origin origin, Instant time, Instant run, int exitCode, boolean oomKilled, String error, boolean live) {
        this(SCHEMA, origin, time, run, exitCode, oomKilled, error, live, false);
    }

    /** The same end, and why. */
    public RunEnded withEngineRestarted() {
        return new RunEnded(schema, origin, time, run, exitCode, oomKilled, error, live, true);
    }
}
