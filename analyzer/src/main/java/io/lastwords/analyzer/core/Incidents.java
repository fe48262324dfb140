package io.lastwords.analyzer.core;

import io.lastwords.analyzer.cause.Causes;
import io.lastwords.analyzer.cause.Facts;
import io.lastwords.analyzer.cause.Fingerprint;
import io.lastwords.analyzer.cause.LearnedMarker;
import io.lastwords.analyzer.cause.RunFacts;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.diagnosis.Symptom;
import io.lastwords.model.examination.Examination;
import io.lastwords.model.journal.ContainerSettings;
import io.lastwords.model.journal.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** When a workload's trouble becomes an incident, when it has something new to say, and when it is over. */
final class Incidents {
    /** How long a stop or a removal waits for a successor before it counts as the end of the incident. */
    private static final Duration STOP_SETTLES = Duration.ofSeconds(10);

    private static final Duration REMOVAL_SETTLES = Duration.ofMinutes(1);

    /** An examination comes within seconds; whoever has none by then is compared with others by its command. */
    private static final Duration EXAMINED_BY = Duration.ofSeconds(30);

    /** Up to this many ends each is said; then every tenth. */
    private static final int SAY_EACH = 10;

    private final Duration recoverAfter;
    private final Causes causes = Causes.all();

    Incidents(Duration recoverAfter) {
        this.recoverAfter = recoverAfter;
    }

    /** What becomes due by time alone: recovery, a stop or a removal that nothing followed. */
    void passTime(WorkloadState state, Outputs out) {
        end(state, out);
        var incident = state.incident;
        if (incident != null
                && incident.fleet == null
                && !incident.unexamined
                && waited(state, incident)
                && examination(state) == null) {
            incident.unexamined = true;
            Facts facts = facts(state);
            var answer = causes.judge(facts);
            var diagnosis = Reports.diagnosis(state, incident, facts, answer, Diagnosis.Status.OPEN, null);
            group(state, diagnosis.withRevision(incident.revision), facts, out);
        }
    }

    private void end(WorkloadState state, Outputs out) {
        RunState current = state.current();
        boolean answers = current != null && since(state, current);
        if (current != null && lived(state, current, state.now) && !sick(state)) {
            healthy(state, current);
            if (answers) {
                recover(state, out);
            }
        }
        if (answers || (current != null && state.incident == null)) {
            return;
        }
        if (state.goneAt != null) {
            if (!state.now.isBefore(state.goneAt.plus(REMOVAL_SETTLES))) {
                over(state, Diagnosis.Resolution.REMOVED, out);
            }
        } else if (worksAgain(state)) {
            over(state, Diagnosis.Resolution.COMPLETED, out);
        } else if (state.stoppedAt != null && !state.now.isBefore(state.stoppedAt.plus(STOP_SETTLES))) {
            over(state, Diagnosis.Resolution.STOPPED, out);
        }
    }

    /** A loop driven from outside that stopped: its last run did what it is for, and nobody started another. */
    private static boolean worksAgain(WorkloadState state) {
        RunState last = state.lastEnded();
        if (state.incident == null || state.settings == null || last == null || state.failedStart != null) {
            return false;
        }
        return Intention.purpose(state.settings, last.exitCode)
                && !state.now.isBefore(last.endTime().plus(REMOVAL_SETTLES));
    }

    private static void healthy(WorkloadState state, RunState run) {
        if (state.settings != null && run.origin.container().equals(state.origin.container())) {
            state.past.healthy(state.settings.imageId());
        }
        if (!run.learned && run.live && !run.gap) {
            run.learned = true;
            state.openings.learn(run);
        }
    }

    private boolean lived(WorkloadState state, RunState run, Instant now) {
        return Duration.between(run.start, now).compareTo(threshold(state)) >= 0;
    }

    /** Whether the run is an answer to the last end, and not a sibling that ran all along. */
    private static boolean since(WorkloadState state, RunState run) {
        Instant last = state.streak.container == null ? state.streak.lastEnd : state.streak.last();
        return last == null || run.origin.container().equals(state.streak.container) || !run.start.isBefore(last);
    }

    /** The configured time, or three times the failing runs' median if longer. */
    private Duration threshold(WorkloadState state) {
        Duration long3 = Duration.ofMillis(3 * Reports.medianMillis(state.counted()));
        return long3.compareTo(recoverAfter) > 0 ? long3 : recoverAfter;
    }

    private boolean sick(WorkloadState state) {
        Facts.Health health = state.health;
        if (health == null) {
            return false;
        }
        Instant since = state.healthySince;
        return since == null
                ? state.isUnhealthy()
                : Duration.between(since, state.now).compareTo(recoverAfter) < 0;
    }

    private void recover(WorkloadState state, Outputs out) {
        if (state.incident != null || state.streak.count > 0) {
            over(state, Diagnosis.Resolution.RECOVERED, out);
        }
    }

    /** A run ended: somebody wanted it, it did what it is for, or it is one more unintended end. */
    void ended(WorkloadState state, RunState run, Outputs out) {
        ContainerSettings settings = settings(state);
        boolean before =
                !run.endLive && state.seen != null && state.seen.status().equals("exited");
        if (run.intended || before) {
            if (!state.concerns(run.origin.container())) {
                return; // a sibling
            }
            state.stoppedAt = run.endTime();
            state.goneAt = null; // of one before
            if (state.incident == null) {
                forgetStreak(state);
            }
            return;
        }
        if (lived(state, run, run.endTime()) && !sick(state)) {
            healthy(state, run);
            if (state.streak.count > 0) {
                over(state, Diagnosis.Resolution.RECOVERED, out);
            }
        }
        if (Intention.purpose(settings, run.exitCode) && !state.streak.loop) {
            over(state, Diagnosis.Resolution.COMPLETED, out);
            return;
        }
        state.failedStart = null; // it has started, and died of something else
        count(state, run);
        if (state.incident == null) {
            judge(state, out);
        } // else with its log, a moment later
    }

    /** A run began: the fifth restart at once is a loop, even of ends that each alone are nobody's business. */
    void started(WorkloadState state, Outputs out) {
        if (state.streak.loop || settings(state).job()) {
            return;
        }
        List<RunState> row = Loop.byAnybody(state.runs);
        if (row.isEmpty()) {
            return;
        }
        row.stream().filter(run -> !run.counted).forEach(run -> count(state, run));
        state.streak.loop = true;
        judge(state, out);
    }

    private static void count(WorkloadState state, RunState run) {
        run.counted = true;
        state.goneAt = null; // of one before
        state.streak.end(run.origin.container(), run.start, run.endTime(), run.exitCode);
    }

    /** The health check gave up on it. */
    void unhealthy(WorkloadState state, Instant time, Outputs out) {
        RunState current = state.current();
        if (current != null) {
            state.failedStart = null; // it has started, and this is another trouble
        }
        if (state.streak.count == 0) {
            state.streak.container = state.healthOf;
        }
        if (state.streak.firstEnd == null) {
            state.streak.firstEnd = time;
            state.streak.firstStart = current == null ? time : current.start;
        }
        judge(state, out);
    }

    /** More is known of the container: said where it changes what is said of the causes. */
    void examined(WorkloadState state, Outputs out) {
        say(state, Diagnosis.Status.OPEN, null, true, out);
    }

    /** Opens the incident where it is time to speak; says what is new where it is open. */
    void judge(WorkloadState state, Outputs out) {
        if (state.settings == null || state.streak.firstEnd == null) {
            return;
        }
        state.streak.loop |= Loop.byPolicy(state.counted(), state.settings);
        if (state.incident == null) {
            if (!speaks(state)) {
                return;
            }
            var incident = new WorkloadState.IncidentState();
            incident.openedAt = state.streak.firstEnd;
            incident.heardAt = state.now;
            incident.id = Reports.incidentId(state.origin.workload(), incident.openedAt);
            state.incident = incident;
        }
        say(state, Diagnosis.Status.OPEN, null, false, out);
    }

    private static boolean speaks(WorkloadState state) {
        if (state.streak.loop || state.gaveUp || state.failedStart != null) {
            return true;
        }
        if (state.isUnhealthy() && state.current() != null) {
            return true;
        }
        ContainerSettings settings = settings(state);
        RunState last = state.lastEnded();
        return last != null
                && last.counted
                && last.endLive
                && last.exitCode != 0
                && Intention.unattended(settings, last.attached);
    }

    private void say(
            WorkloadState state,
            Diagnosis.Status status,
            Diagnosis.@Nullable Resolution resolution,
            boolean examined,
            Outputs out) {
        var incident = state.incident;
        if (incident == null) {
            return;
        }
        Facts facts = facts(state);
        Causes.Answer answer = causes.judge(facts);
        Diagnosis diagnosis = Reports.diagnosis(state, incident, facts, answer, status, resolution);
        String signature = Reports.signature(diagnosis);
        boolean counts = state.streak.count != incident.countSaid
                && (state.streak.count <= SAY_EACH || state.streak.count % SAY_EACH == 0);
        boolean completes = diagnosis.logsComplete() && !incident.logsComplete;
        String argument = Reports.argument(diagnosis);
        boolean argues = examined && !argument.equals(incident.argument);
        if (signature.equals(incident.signature) && !counts && !completes && !argues) {
            if (examined) {
                group(state, diagnosis.withRevision(incident.revision), facts, out);
            }
            return;
        }
        incident.logsComplete = diagnosis.logsComplete();
        incident.signature = signature;
        incident.argument = argument;
        incident.countSaid = state.streak.count;
        incident.revision++;
        Diagnosis said = diagnosis.withRevision(incident.revision);
        out.diagnoses().add(said);
        tellOthers(state, said, facts, out);
    }

    /** Those who look at several workloads hear of its beginning and end, and of what it has in common with others. */
    private static void tellOthers(WorkloadState state, Diagnosis said, Facts facts, Outputs out) {
        group(state, said, facts, out);
        if (said.revision() == 1) {
            out.news().add(new News.Addressed(News.HOSTS, new News.Joined(said)));
        }
        if (said.status() != Diagnosis.Status.OPEN) {
            out.news().add(new News.Addressed(News.HOSTS, new News.Left(said)));
        }
    }

    /** Before the program is known, too much looks alike. */
    private static void group(WorkloadState state, Diagnosis said, Facts facts, Outputs out) {
        var incident = Objects.requireNonNull(state.incident);
        boolean examined = facts.examination().isPresent();
        boolean open = said.status() == Diagnosis.Status.OPEN;
        if (open && !examined && incident.fleet != null && !incident.unexamined) {
            return; // of a successor that is not examined yet
        }
        boolean known = examined || waited(state, incident);
        String fleet = known && open
                ? Fingerprint.of(facts, said.causes().getFirst()).map(Ids::of).orElse(null)
                : null;
        if (!Objects.equals(fleet, incident.fleet)) {
            if (incident.fleet != null) {
                out.news().add(new News.Addressed(incident.fleet, new News.Left(said)));
            }
            if (fleet != null) {
                out.news().add(new News.Addressed(fleet, new News.Joined(said)));
            }
            incident.fleet = fleet;
        }
    }

    private static boolean waited(WorkloadState state, WorkloadState.IncidentState incident) {
        return !state.now.isBefore(incident.heardAt.plus(EXAMINED_BY));
    }

    private void over(WorkloadState state, Diagnosis.Resolution resolution, Outputs out) {
        say(state, Diagnosis.Status.RESOLVED, resolution, false, out);
        state.incident = null;
        state.failedStart = null;
        state.gaveUp = false;
        state.stoppedAt = null;
        if (resolution != Diagnosis.Resolution.REMOVED) {
            state.goneAt = null; // of one before: another has taken its place
        }
        state.health = null;
        state.healthOf = null;
        state.healthySince = null;
        forgetStreak(state);
    }

    private static void forgetStreak(WorkloadState state) {
        state.streak = new WorkloadState.Streak();
        state.runs.forEach(run -> run.counted = false);
    }

    static Facts facts(WorkloadState state) {
        ContainerSettings settings = settings(state);
        List<RunFacts> runs = state.counted().stream().map(RunState::facts).toList();
        runs = runs.subList(Math.max(0, runs.size() - Facts.MAX_RUNS), runs.size());
        Set<Symptom> symptoms =
                Symptoms.of(runs, settings, state.failedStart, state.health, state.streak.loop, state.gaveUp);
        LearnedMarker learned = learned(state, settings);
        if (learned != null) {
            symptoms.add(Symptom.MARKER_MISSING);
        }
        return new Facts(
                state.origin,
                settings,
                symptoms,
                runs,
                state.failedStart,
                state.health,
                state.streak.count,
                examination(state),
                state.past.facts(),
                learned);
    }

    /** A line of the healthy runs that these have not; none where somebody named a marker. */
    private static @Nullable LearnedMarker learned(WorkloadState state, ContainerSettings settings) {
        if (settings.marker() != null || state.failedStart != null) {
            return null;
        }
        List<RunState> failing = state.counted();
        List<RunState> last = failing.subList(Math.max(0, failing.size() - Facts.MAX_RUNS), failing.size());
        return last.isEmpty() ? null : state.openings.missing(last).orElse(null);
    }

    /** The latest one, where it is of the container that failed. */
    private static @Nullable Examination examination(WorkloadState state) {
        RunState last = state.lastEnded();
        Origin failed = state.failedStart != null || last == null ? state.origin : last.origin;
        var examined = state.examined;
        return examined != null && examined.origin().container().equals(failed.container()) ? examined.facts() : null;
    }

    private static ContainerSettings settings(WorkloadState state) {
        ContainerSettings settings = state.settings;
        if (settings == null) {
            throw new IllegalStateException("no settings are known of " + state.origin.workload());
        }
        return settings;
    }
}
