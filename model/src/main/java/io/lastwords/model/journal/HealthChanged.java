package io.lastwords.model.journal;

import java.time.Instant;

/**
 * The container's health check changed its verdict.
 *
 * @param status starting, healthy or unhealthy
 * @param failingStreak failed checks in a row
 * @param output the last check's output, masked and cut to 4 KiB
 */
public record HealthChanged(int schema, Origin origin, Instant time, String status, int failingStreak, String output)
        implements JournalEvent {
    public HealthChanged {
        status = Room.text(status, Room.NAME);
        output = Room.text(output, Room.TEXT);
    }

    public HealthChanged(Origin origin, Instant time, String status, int failingStreak, String output) {
        this(SCHEMA, origin, time, status, failingStreak, output);
    }
}
