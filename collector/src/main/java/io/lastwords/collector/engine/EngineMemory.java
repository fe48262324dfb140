package io.lastwords.collector.engine;

import java.time.Instant;
import java.util.List;

/**
 * The past as an engine remembers it: the last 256 events since its own start. What is older it forgets without a word.
 *
 * @param events those about containers, oldest first
 * @param size how many events of any kind it remembers
 */
public record EngineMemory(List<EngineEvent> events, int size) {
    static final int CAPACITY = 256;

    public EngineMemory {
        events = List.copyOf(events);
    }

    /**
     * Whether nothing is missing since an event: while the engine still knows that one, it knows all that followed.
     *
     * @param identity of the event; empty where there was none yet
     */
    public boolean reachesBackTo(String identity) {
        return identity.isEmpty()
                ? size < CAPACITY
                : events.stream().anyMatch(event -> event.identity().equals(identity));
    }

    /** The events within a time, both ends included. */
    public List<EngineEvent> between(Instant from, Instant to) {
        return events.stream()
                .filter(event -> !event.time().isBefore(from) && !event.time().isAfter(to))
                .toList();
    }
}
