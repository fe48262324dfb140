package io.lastwords.analyzer.fleet;

import io.lastwords.model.diagnosis.Diagnosis;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The workloads that have one failure in common.
 *
 * @param incident null while it is only one of them
 * @param revision of the fleet incident, 0 before it is open
 * @param members open incidents of the workloads, by their IDs, in the order in which they joined
 * @param ended the IDs of those that are resolved while the fleet incident is open
 * @param sample the latest member's diagnosis: the others' are the same but for names
 * @param now the latest time that any member told
 */
record FleetState(
        @Nullable String incident,
        int revision,
        Map<String, Member> members,
        List<String> ended,
        Diagnosis sample,
        Instant now) {
    FleetState {
        members = new LinkedHashMap<>(members); // keeps its order
        ended = List.copyOf(ended);
    }

    /** One workload's incident. */
    record Member(String workload, String host, Instant openedAt, int count, Map<Integer, Integer> exitCodes) {
        static Member of(Diagnosis diagnosis) {
            var workload = Fleets.workload(diagnosis);
            Instant openedAt = diagnosis.openedAt();
            return new Member(
                    workload.id(),
                    workload.host(),
                    openedAt == null ? diagnosis.updatedAt() : openedAt,
                    diagnosis.runs().count(),
                    diagnosis.runs().exitCodes());
        }
    }

    long workloads() {
        return members.values().stream().map(Member::workload).distinct().count();
    }

    List<String> hosts() {
        return members.values().stream().map(Member::host).distinct().sorted().toList();
    }

    Instant openedAt() {
        return members.values().stream()
                .map(Member::openedAt)
                .min(Instant::compareTo)
                .orElse(now);
    }
}
