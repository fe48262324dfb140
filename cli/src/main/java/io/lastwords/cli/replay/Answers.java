package io.lastwords.cli.replay;

import io.lastwords.cli.recording.Header;
import io.lastwords.model.diagnosis.Diagnosis;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The last word on each of some workloads' incidents while it was open: once it is over, the container that it was about
 * may be gone, and its cause is only remembered.
 */
public record Answers(Map<String, Diagnosis> byIncident) {
    private static final Comparator<Diagnosis> BY_WORTH = Comparator.comparing(
                    (Diagnosis diagnosis) -> diagnosis.status() == Diagnosis.Status.OPEN)
            .thenComparingInt(Diagnosis::revision);

    public Answers {
        byIncident = new TreeMap<>(byIncident);
    }

    /** Of revisions in any order. */
    public static Answers of(Collection<Diagnosis> revisions) {
        var last = new TreeMap<String, Diagnosis>();
        for (var revision : revisions) {
            var incident = revision.incident();
            if (incident != null && revision.scope() == Diagnosis.Scope.WORKLOAD) {
                last.merge(incident, revision, (one, other) -> BY_WORTH.compare(one, other) > 0 ? one : other);
            }
        }
        return new Answers(last);
    }

    /** In brief, by incident. */
    public List<Header.Said> said() {
        return byIncident.values().stream().map(Header.Said::of).toList();
    }
}
