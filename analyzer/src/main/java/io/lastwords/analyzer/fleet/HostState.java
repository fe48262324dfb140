package io.lastwords.analyzer.fleet;

import io.lastwords.model.diagnosis.CauseName;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one host.
 *
 * @param heard by its own clock, when its collector told something last
 * @param open the open incidents of its workloads, and when each opened
 * @param trouble null while there is none with the host itself
 */
record HostState(
        String host,
        Instant heard,
        Map<String, Instant> open,
        @Nullable Trouble trouble) {
    /** So many are known by name, so that the record stays within Kafka's limit. */
    private static final int MAX_OPEN = 5_000;

    HostState {
        open = new LinkedHashMap<>(open);
    }

    /**
     * The host's own incident.
     *
     * @param cause host-restarted, or unexplained where it is only silent
     * @param from when it was last known to be well
     * @param back when it was found back; null while it is silent
     */
    record Trouble(
            String incident,
            int revision,
            CauseName cause,
            Instant from,
            @Nullable Instant back) {
        Trouble next() {
            return new Trouble(incident, revision + 1, cause, from, back);
        }
    }

    static HostState of(String host, Instant heard) {
        return new HostState(host, heard, Map.of(), null);
    }

    HostState heardAt(Instant time) {
        return time.isAfter(heard) ? new HostState(host, time, open, trouble) : this;
    }

    HostState with(@Nullable Trouble other) {
        return new HostState(host, heard, open, other);
    }

    HostState opened(String incident, Instant at) {
        if (open.size() >= MAX_OPEN) {
            return this;
        }
        var all = new LinkedHashMap<>(open);
        all.put(incident, at);
        return new HostState(host, heard, all, trouble);
    }

    HostState ended(String incident) {
        var all = new LinkedHashMap<>(open);
        all.remove(incident);
        return new HostState(host, heard, all, trouble);
    }
}
