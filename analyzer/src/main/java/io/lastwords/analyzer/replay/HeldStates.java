package io.lastwords.analyzer.replay;

import io.lastwords.analyzer.core.States;
import io.lastwords.analyzer.core.WorkloadState;
import io.lastwords.model.journal.JournalEvent;
import java.util.HashMap;
import java.util.Map;

/** All states as objects, gone with the replay. */
final class HeldStates implements States {
    private final Map<String, WorkloadState> states = new HashMap<>();

    @Override
    public WorkloadState change(JournalEvent event) {
        return states.computeIfAbsent(
                event.origin().workload(), workload -> new WorkloadState(event.origin(), event.time()));
    }

    @Override
    public void forget(String workload) {
        states.remove(workload);
    }
}
