package io.lastwords.analyzer.core;

import io.lastwords.model.journal.JournalEvent;

/** Where the workloads' states are between two events. */
public interface States {
    /** The state that an event is to be taken into, a new one for a new workload; it is changed in place. */
    WorkloadState change(JournalEvent event);

    /** Drops a state for good. */
    void forget(String workload);
}
