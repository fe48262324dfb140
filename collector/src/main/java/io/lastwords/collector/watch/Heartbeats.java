package io.lastwords.collector.watch;

import io.lastwords.model.journal.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * When which workload is due to be told the time: every 5 s for two minutes after its last event, then every 5 min,
 * until 65 min after its last container is gone. Thread-safe.
 */
final class Heartbeats {
    static final Duration YOUNG = Duration.ofMinutes(2);
    static final Duration OFTEN = Duration.ofSeconds(5);
    static final Duration SELDOM = Duration.ofMinutes(5);
    static final Duration AFTER_REMOVAL = Duration.ofMinutes(65);

    /** A container whose successor is there is kept in mind only for as long as its events might come again. */
    static final Duration AFTER_SUCCESSION = Duration.ofMinutes(1);

    private final Map<String, Workload> workloads = new HashMap<>();
    private final Map<String, Gone> gone = new LinkedHashMap<>();

    private static final class Workload {
        private final Map<String, Origin> live = new LinkedHashMap<>();
        private Origin latest;
        private Instant lastEvent;
        private Instant next;

        Workload(Origin first, Instant event) {
            latest = first;
            lastEvent = event;
            next = event.plus(OFTEN);
        }

        void event(Instant time) {
            if (time.isAfter(lastEvent)) {
                lastEvent = time;
                next = time.plus(OFTEN);
            }
        }
    }

    private record Gone(Origin origin, Instant at) {}

    /** Something happened to a container that is there. */
    synchronized void touch(Origin origin, Instant time) {
        Workload workload = workload(origin, time);
        workload.live.put(origin.container(), origin);
        workload.latest = origin;
        workload.event(time);
    }

    /** A container is gone. */
    synchronized void removed(Origin origin, Instant time) {
        Workload workload = workload(origin, time);
        workload.live.remove(origin.container());
        workload.latest = workload.live.isEmpty()
                ? origin
                : List.copyOf(workload.live.values()).getLast();
        workload.event(time);
        gone.put(origin.container(), new Gone(origin, time));
    }

    private Workload workload(Origin origin, Instant time) {
        return workloads.computeIfAbsent(origin.workload(), id -> new Workload(origin, time));
    }

    /** The workloads that are due, by their latest container; each is due again later. */
    synchronized List<Origin> due(Instant now) {
        var due = new ArrayList<Origin>();
        for (Workload workload : workloads.values()) {
            if (!now.isBefore(workload.next)) {
                boolean young = now.isBefore(workload.lastEvent.plus(YOUNG));
                workload.next = now.plus(young ? OFTEN : SELDOM);
                due.add(workload.latest);
            }
        }
        return due;
    }

    /**
     * The containers that nobody needs to keep in mind any longer; they are forgotten here.
     *
     * @param past whether events of that time cannot come again, not even after a restart
     */
    synchronized List<String> forgotten(Instant now, Predicate<Instant> past) {
        var forgotten = new ArrayList<String>();
        gone.values().removeIf(left -> {
            Workload workload = workload(left.origin(), left.at());
            boolean succeeded =
                    !workload.latest.container().equals(left.origin().container());
            boolean over =
                    left.at().plus(succeeded ? AFTER_SUCCESSION : AFTER_REMOVAL).isBefore(now) && past.test(left.at());
            if (over) {
                forgotten.add(left.origin().container());
                if (!succeeded) {
                    workloads.remove(left.origin().workload());
                }
            }
            return over;
        });
        return forgotten;
    }
}
