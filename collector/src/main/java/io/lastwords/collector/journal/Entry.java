package io.lastwords.collector.journal;

import io.lastwords.model.journal.JournalEvent;
import java.util.List;

/**
 * Records and the positions that come true with them, all in one transaction or none.
 *
 * @param events in this order
 * @param positions written after them
 * @param forgotten keys of positions that nobody will ask for again
 */
public record Entry(List<JournalEvent> events, List<Position> positions, List<String> forgotten) {
    public Entry {
        events = List.copyOf(events);
        positions = List.copyOf(positions);
        forgotten = List.copyOf(forgotten);
    }

    public Entry(List<? extends JournalEvent> events, List<? extends Position> positions) {
        this(List.copyOf(events), List.copyOf(positions), List.of());
    }

    /** All that is known of a container is forgotten. */
    public static Entry forget(String engine, String container) {
        return new Entry(
                List.of(),
                List.of(),
                List.of(
                        ContainerPosition.key(engine, container),
                        SettingsPosition.key(engine, container),
                        LogProgress.key(engine, container)));
    }
}
