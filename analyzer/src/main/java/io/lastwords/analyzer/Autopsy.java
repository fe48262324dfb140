package io.lastwords.analyzer;

import io.lastwords.analyzer.core.Conclusion;
import io.lastwords.analyzer.core.Core;
import io.lastwords.analyzer.core.WorkloadState;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.journal.JournalEvent;
import java.time.Duration;
import java.util.List;

/** The analyzer called to one container's bed: the same core, over a story told at once, with no Kafka. */
public final class Autopsy {
    private Autopsy() {}

    /**
     * Diagnoses one workload.
     *
     * @param story its events in a journal's order, one at least
     * @param recoverAfter how long a run must live to count as healthy
     * @return the open incident as it stands, else what its last end was; healthy where there is nothing to explain
     */
    public static Diagnosis of(List<JournalEvent> story, Duration recoverAfter) {
        JournalEvent first = story.getFirst();
        var state = new WorkloadState(first.origin(), first.time());
        var core = new Core(recoverAfter);
        story.forEach(event -> core.step(state, event));
        return new Conclusion().of(state);
    }
}
