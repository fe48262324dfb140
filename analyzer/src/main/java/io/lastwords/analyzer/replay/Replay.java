package io.lastwords.analyzer.replay;

import io.lastwords.analyzer.core.Core;
import io.lastwords.analyzer.core.Workloads;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.journal.JournalEvent;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * The journal's events in, what the live analyzer said of them out: of each workload by itself (scope {@code workload}).
 * What is said of fleets and whole hosts depends on when it was heard, and is not said again. It matters in which order
 * the events of one workload come, and not how those of several are mixed. Not for several threads.
 */
public final class Replay {
    /** An order of all that is said that does not depend on how the journal was partitioned. */
    public static final Comparator<Diagnosis> ORDER = Comparator.comparing(Diagnosis::updatedAt)
            .thenComparing(diagnosis -> String.valueOf(diagnosis.incident()))
            .thenComparingInt(Diagnosis::revision);

    private final Workloads workloads;

    /**
     * Begins with nothing known of any workload.
     *
     * @param recoverAfter how long a run must live to count as healthy, as the live analyzer was told
     */
    public Replay(Duration recoverAfter) {
        workloads = new Workloads(new Core(recoverAfter), new HeldStates());
    }

    /** Takes the next event and returns what is said of its workload by it. */
    public List<Diagnosis> take(JournalEvent event) {
        return Workloads.takes(event) ? workloads.take(event).diagnoses() : List.of();
    }
}
