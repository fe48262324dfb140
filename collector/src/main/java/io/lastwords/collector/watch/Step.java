package io.lastwords.collector.watch;

import io.lastwords.collector.journal.ContainerPosition;
import io.lastwords.model.journal.JournalEvent;
import java.util.List;

/**
 * What follows from something that was seen of a container.
 *
 * @param position what the journal knows afterwards
 * @param events what is to be written, in this order
 */
record Step(ContainerPosition position, List<JournalEvent> events) {
    Step {
        events = List.copyOf(events);
    }

    /** Nothing follows. */
    static Step none(ContainerPosition position) {
        return new Step(position, List.of());
    }
}
