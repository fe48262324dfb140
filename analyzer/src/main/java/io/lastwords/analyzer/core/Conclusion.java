package io.lastwords.analyzer.core;

import io.lastwords.analyzer.cause.Causes;
import io.lastwords.analyzer.cause.Facts;
import io.lastwords.model.diagnosis.CauseName;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.journal.ContainerSettings;
import io.lastwords.model.journal.ContainerState;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is to be said of a container that somebody asks about: the open incident, else its last end, even one that would
 * be nobody's business while watching. Healthy where there is nothing to explain.
 */
public final class Conclusion {
    /** What an end that served its purpose may look like without being trouble. */
    private static final Set<CauseName> HARMLESS = Set.of(CauseName.COMPLETED_JOB, CauseName.UNEXPLAINED);

    private final Causes causes = Causes.all();

    /** Concludes from a state that all events have gone into. It is used up by this. */
    public Diagnosis of(WorkloadState state) {
        var incident = state.incident;
        if (incident == null) {
            boolean unrun = unrun(state);
            if (state.settings == null || leftDead(state) || !(unrun || count(state))) {
                return healthy(state);
            }
            incident = new WorkloadState.IncidentState();
            incident.openedAt = state.streak.firstEnd == null ? state.now : state.streak.firstEnd;
            if (unrun) {
                incident.openedAt = state.settings.created();
            }
            incident.id = Reports.incidentId(state.origin.workload(), incident.openedAt);
        }
        looping(state);
        Facts facts = Incidents.facts(state);
        Causes.Answer answer = causes.judge(facts);
        if (state.incident == null && served(state, answer)) {
            return healthy(state);
        }
        return Reports.diagnosis(state, incident, facts, answer, Diagnosis.Status.OPEN, null)
                .withRevision(Math.max(1, incident.revision));
    }

    /** It was never started: what was examined is all there is. */
    private static boolean unrun(WorkloadState state) {
        return state.current() == null
                && state.lastEnded() == null
                && state.failedStart == null
                && state.examined != null;
    }

    /** Takes the last end for an unintended one, where it may be one. */
    private static boolean count(WorkloadState state) {
        if (state.streak.firstEnd != null) {
            return true;
        }
        RunState last = state.lastEnded();
        if (last == null || last.intended || state.current() != null || stoppedUnseen(last)) {
            return false;
        }
        last.counted = true;
        state.streak.end(last.origin.container(), last.start, last.endTime(), last.exitCode);
        return true;
    }

    /** The engine's own count of restarts, where it no longer remembers the runs themselves. */
    private static void looping(WorkloadState state) {
        ContainerState seen = state.seen;
        RunState last = state.lastEnded();
        if (seen != null && last != null && state.failedStart == null && Loop.byCount(seen) && !last.intended) {
            state.streak.loop = true;
        }
    }

    /** The code of a stop, where nobody saw what was sent before. */
    private static boolean stoppedUnseen(RunState run) {
        return !run.endLive && !run.oomKilled && (run.exitCode == 128 + 2 || run.exitCode == 128 + 15);
    }

    /** Its policy restarts it whatever the code, yet it rests, and no error says why: somebody stopped or killed it. */
    private static boolean leftDead(WorkloadState state) {
        RunState last = state.lastEnded();
        ContainerSettings settings = state.settings;
        ContainerState seen = state.seen;
        return last != null
                && !last.endLive
                && state.failedStart == null
                && settings != null
                && settings.restartPolicy().restarts(0)
                && seen != null
                && seen.status().equals("exited")
                && seen.error().isEmpty()
                && !seen.oomKilled();
    }

    private static boolean served(WorkloadState state, Causes.Answer answer) {
        ContainerSettings settings = state.settings;
        RunState last = state.lastEnded();
        if (unrun(state)) {
            return answer.causes().getFirst().cause().equals(CauseName.UNEXPLAINED.label());
        }
        return settings != null
                && last != null
                && state.failedStart == null
                && Intention.purpose(settings, last.exitCode)
                && HARMLESS.stream()
                        .anyMatch(name ->
                                name.label().equals(answer.causes().getFirst().cause()));
    }

    private static Diagnosis healthy(WorkloadState state) {
        ContainerSettings settings = state.settings;
        RunState last = state.current() == null ? state.lastEnded() : state.current();
        return new Diagnosis(
                Diagnosis.SCHEMA,
                Diagnosis.Scope.WORKLOAD,
                null,
                0,
                Diagnosis.Status.HEALTHY,
                null,
                Diagnosis.Severity.WARNING,
                settings == null ? null : Reports.workload(state.origin, settings),
                List.of(),
                List.of(),
                List.of(),
                new Diagnosis.Runs(0, Map.of(), last == null ? null : last.start, last == null ? null : last.end, 0),
                last == null ? List.of() : last.facts().lastLines(),
                true,
                null,
                state.now,
                null,
                null);
    }
}
