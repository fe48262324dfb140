package io.lastwords.analyzer.core;

import io.lastwords.model.journal.JournalEvent;

/**
 * One event of any workload, taken into that workload's state: all that stands between the journal and the core, live
 * and replayed alike. Where it throws, the state keeps what was changed before, so that it depends on the events alone.
 */
public final class Workloads {
    private final Core core;
    private final States states;

    public Workloads(Core core, States states) {
        this.core = core;
        this.states = states;
    }

    /** Whether an event is one of a workload's: those of a whole host have no container, and no state here. */
    public static boolean takes(JournalEvent event) {
        return !event.origin().container().isEmpty();
    }

    /** Takes an event that {@link #takes(JournalEvent)}; those of one workload in the journal's order. */
    public Outputs take(JournalEvent event) {
        WorkloadState state = states.change(event);
        Outputs outputs = core.step(state, event);
        if (state.forgettable()) {
            states.forget(event.origin().workload());
        }
        return outputs;
    }
}
