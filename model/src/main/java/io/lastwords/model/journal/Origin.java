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
    public Origin {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(engine, "engine");
        Objects.requireNonNull(workload, "workload");
        Objects.requireNonNull(container, "container");
    }
}
