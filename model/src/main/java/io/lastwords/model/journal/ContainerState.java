package io.lastwords.model.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The State part of an inspect.
 *
 * @param status created, running, restarting, paused, exited, removing or dead
 * @param exitCode the last run's; 0 while running
 * @param error State.Error, masked; empty as a rule
 * @param startedAt null where it never started
 * @param finishedAt null where it never ended
 * @param restartCount restarts by the policy since the last start by hand
 * @param health null where there is no health check
 */
public record ContainerState(
        String status,
        int exitCode,
        boolean oomKilled,
        String error,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        int restartCount,
        @Nullable Health health) {

    public ContainerState {
        status = Room.text(status, Room.NAME);
        error = Room.text(error, Room.TEXT);
    }

    /** A container that was made this moment and never started. */
    public static ContainerState created() {
        return new ContainerState("created", 0, false, "", null, null, 0, null);
    }

    /** Whether the engine is about to remove it, or has tried. */
    public boolean removing() {
        return status.equals("removing") || status.equals("dead");
    }

    /**
     * What the health check says.
     *
     * @param output the last check's output, masked and cut to 4 KiB
     */
    public record Health(String status, int failingStreak, String output) {
        public Health {
            status = Room.text(status, Room.NAME);
            output = Room.text(output, Room.TEXT);
        }
    }
}
