package io.lastwords.notifier.delivery;

import io.lastwords.model.diagnosis.Diagnosis;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which incidents of workloads are told by a wider one, of a fleet or of a host, and not themselves. A fleet's members
 * stay so to their end; a host's only while its own incident lasts, since what fails longer fails for a reason of its
 * own. Confined to the receiver's thread.
 */
final class Inhibitions {
    private static final int REMEMBERED = 1_000;

    private final Map<String, Set<String>> wider = new HashMap<>();

    /** Fleets that are over: their members' ends may come a moment later. */
    private final Map<String, Set<String>> over = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Set<String>> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** Learns from a wider incident; says which members it stands for now. */
    List<String> see(Diagnosis diagnosis) {
        var incident = diagnosis.incident();
        if (diagnosis.scope() == Diagnosis.Scope.WORKLOAD || incident == null) {
            return List.of();
        }
        if (diagnosis.status() == Diagnosis.Status.OPEN) {
            wider.put(incident, Set.copyOf(diagnosis.members()));
            return diagnosis.members();
        }
        wider.remove(incident);
        if (diagnosis.scope() == Diagnosis.Scope.FLEET) {
            over.put(incident, Set.copyOf(diagnosis.members()));
        }
        return List.of();
    }

    /** Whether nothing is said of this state of a workload's incident. */
    boolean mute(Diagnosis diagnosis) {
        return diagnosis.status() == Diagnosis.Status.OPEN && among(wider, diagnosis);
    }

    /** Whether the end of a workload's incident is told with that of the wider one. */
    boolean tellsTheEndOf(Diagnosis diagnosis) {
        return among(wider, diagnosis) || among(over, diagnosis);
    }

    private static boolean among(Map<String, Set<String>> sets, Diagnosis diagnosis) {
        var incident = diagnosis.incident();
        return diagnosis.scope() == Diagnosis.Scope.WORKLOAD
                && incident != null
                && sets.values().stream().anyMatch(members -> members.contains(incident));
    }
}
