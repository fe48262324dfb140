package io.lastwords.collector.engine;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The past as an engine remembers it: the last 256 events since its own start. What is older it forgets without a word.
 *
 * @param events those about containers, oldest first
 * @param oldest the time of the oldest event of any kind, null where it remembers none
 * @param count how many it remembers, of any kind
 */
public record EngineMemory(
        List<EngineEvent> events, @Nullable Instant oldest, int count) {
    /** In the engine's source: daemon/events/events.go, eventsLimit. */
    private static final int MOST = 256;

    public EngineMemory {
        events = List.copyOf(events);
    }

    /**
     * Whether nothing is missing since a time: while the engine still knows what was before, it knows all that
     * followed.
     */
    public boolean reachesBackTo(Instant time) {
        return oldest != null && !oldest.isAfter(time);
    }

    /**
     * Whether it begins later than an event that was seen: with room left for more, it has not forgotten, but was begun
     * anew.
     */
    public boolean beganAfter(Instant seen) {
        return count < MOST && (oldest == null || oldest.isAfter(seen));
    }

    /** The events within a time, both ends included. */
    public List<EngineEvent> between(Instant from, Instant to) {
        return events.stream()
                .filter(event -> !event.time().isBefore(from) && !event.time().isAfter(to))
                .toList();
    }
}
