package io.lastwords.analyzer.fleet;

import io.lastwords.analyzer.core.Ids;
import io.lastwords.analyzer.fleet.FleetState.Member;
import io.lastwords.model.diagnosis.Diagnosis;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When one failure of several workloads becomes an incident of its own, who belongs to it, and when it is over. Pure:
 * the workloads' own incidents are never touched.
 */
final class Fleets {
    /** Fewer than two have nothing in common. */
    private static final int FLEET = 2;

    /** So many that were resolved are remembered, so that the record stays within Kafka's limit. */
    private static final int MAX_ENDED = 5_000;

    /** So many workloads that fail are held, for the same reason; the others have their own incidents alone. */
    private static final int MAX_MEMBERS = 2_000;

    private Fleets() {}

    /**
     * What news leads to.
     *
     * @param state null where nothing is to be remembered
     * @param said null where there is nothing new to say
     */
    record Step(@Nullable FleetState state, @Nullable Diagnosis said) {}

    static Step joined(@Nullable FleetState before, String key, Diagnosis diagnosis) {
        if (before != null
                && before.members().size() >= MAX_MEMBERS
                && !before.members().containsKey(incident(diagnosis))) {
            return new Step(before, null);
        }
        var members = new LinkedHashMap<String, Member>(before == null ? Map.of() : before.members());
        Member known = members.put(incident(diagnosis), Member.of(diagnosis));
        var state = new FleetState(
                before == null ? null : before.incident(),
                before == null ? 0 : before.revision(),
                members,
                before == null ? List.of() : before.ended(),
                diagnosis,
                later(before, diagnosis.updatedAt()));
        String open = state.incident();
        if (open == null) {
            return state.workloads() < FLEET
                    ? new Step(state, null)
                    : said(state, Ids.of("fleet", key, state.openedAt(), state.now()), null);
        }
        return known == null ? said(state, open, null) : new Step(state, null);
    }

    static Step left(@Nullable FleetState before, Diagnosis diagnosis) {
        if (before == null || !before.members().containsKey(incident(diagnosis))) {
            return new Step(before, null);
        }
        boolean resolved = diagnosis.status() == Diagnosis.Status.RESOLVED;
        var members = new LinkedHashMap<>(before.members());
        members.remove(incident(diagnosis));
        var ended = new ArrayList<>(before.ended());
        if (resolved && before.incident() != null && ended.size() < MAX_ENDED) {
            ended.add(incident(diagnosis));
        }
        var state = new FleetState(
                before.incident(),
                before.revision(),
                members,
                ended,
                before.sample(),
                later(before, diagnosis.updatedAt()));
        if (state.incident() == null) {
            return new Step(members.isEmpty() ? null : state, null);
        }
        if (!members.isEmpty()) {
            return said(state, state.incident(), null);
        }
        var how = resolved && diagnosis.resolution() != null ? diagnosis.resolution() : Diagnosis.Resolution.REMOVED;
        return new Step(null, said(state, state.incident(), how).said());
    }

    private static Step said(FleetState state, String incident, Diagnosis.@Nullable Resolution resolution) {
        var next = new FleetState(
                incident, state.revision() + 1, state.members(), state.ended(), state.sample(), state.now());
        return new Step(next, FleetReport.of(next, incident, resolution));
    }

    private static Instant later(@Nullable FleetState before, Instant time) {
        return before != null && before.now().isAfter(time) ? before.now() : time;
    }

    private static String incident(Diagnosis diagnosis) {
        return Objects.requireNonNull(diagnosis.incident(), "a member has an incident");
    }

    static Diagnosis.Workload workload(Diagnosis diagnosis) {
        return Objects.requireNonNull(diagnosis.workload(), "a member is a workload");
    }
}
