package io.lastwords.model.journal;

import java.util.Objects;

/**
 * Where an event comes from. The workload is the record's key and is fixed when the container is first seen; a record
 * about a whole engine (a gap in its events) has the host as workload and an empty container.
 *
 * @param host {@code --host-name}, else the engine's name
 * @param engine the engine's own ID, which stays the same over restarts
 * @param workload the workload's ID, as defined in docs/topics.md
 * @param container the container's full 64-digit ID
 */
public record Origin(String host, String engine, String workload, String container) {
    /** In characters: every record has these, and a workload's state has them many times. */
    public static final int LONGEST = 1_024;

    public Origin {
        bounded(host, "host");
        bounded(engine, "engine");
        bounded(workload, "workload");
        bounded(container, "container");
    }

    private static void bounded(String name, String what) {
        if (Objects.requireNonNull(name, what).length() > LONGEST) {
            throw new IllegalArgumentException(what + " has " + name.length() + " characters, which no name has");
        }
    }
}
