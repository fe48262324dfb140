package io.lastwords.analyzer.core;

import io.lastwords.analyzer.cause.Facts;
import io.lastwords.analyzer.cause.RunFacts;
import io.lastwords.model.examination.Examination;
import io.lastwords.model.journal.ContainerSeen;
import io.lastwords.model.journal.ContainerState;
import io.lastwords.model.journal.EngineRestarted;
import io.lastwords.model.journal.Examined;
import io.lastwords.model.journal.Gap;
import io.lastwords.model.journal.HealthChanged;
import io.lastwords.model.journal.Heartbeat;
import io.lastwords.model.journal.JournalEvent;
import io.lastwords.model.journal.LogChunk;
import io.lastwords.model.journal.LogsEnded;
import io.lastwords.model.journal.OutOfMemory;
import io.lastwords.model.journal.Removed;
import io.lastwords.model.journal.RunEnded;
import io.lastwords.model.journal.RunStarted;
import io.lastwords.model.journal.Signalled;
import io.lastwords.model.journal.StartFailed;
import io.lastwords.model.journal.Stopped;
import io.lastwords.model.journal.UnknownEvent;
import io.lastwords.model.topic.Json;
import java.time.Duration;
import java.time.Instant;

/**
 * The heart of the analyzer: {@code step(state, event) -> outputs}. It reads no clock and calls nothing outside: the
 * same events in the same order give the same outputs, live or replayed. The state given is changed in place and
 * belongs to this step alone.
 */
public final class Core {
    private static final int MAX_RUNS = Facts.MAX_RUNS + 2;
    static final String UNHEALTHY = "unhealthy";

    private final Incidents incidents;

    /**
     * Makes a core.
     *
     * @param recoverAfter how long a run must live to count as healthy
     */
    public Core(Duration recoverAfter) {
        this.incidents = new Incidents(recoverAfter);
    }

    /**
     * Takes one event into the state. Events of one workload must come in the journal's order; one that was taken before
     * changes nothing.
     */
    public Outputs step(WorkloadState state, JournalEvent event) {
        var out = new Outputs();
        if (state.again(event)) {
            return out;
        }
        if (event.time().isAfter(state.now)) {
            state.now = event.time();
        }
        loseEnds(state, event);
        incidents.passTime(state, out);
        switch (event) {
            case ContainerSeen seen -> seen(state, seen, out);
            case RunStarted started -> started(state, started, out);
            case StartFailed failed -> failed(state, failed, out);
            case LogChunk chunk -> lines(state, chunk);
            case Signalled signalled -> signalled(state, signalled);
            case OutOfMemory oom -> oom(state, oom);
            case RunEnded ended -> ended(state, ended, out);
            case Stopped stopped -> stopped(state, stopped);
            case LogsEnded logs -> logsEnded(state, logs, out);
            case Gap gap -> gap(state, gap);
            case HealthChanged health -> health(state, health, out);
            case Examined examined -> examined(state, examined, out);
            case Removed removed -> removed(state, removed);
            case Heartbeat beat -> {}
            case EngineRestarted again -> {} // the host's own story
            case UnknownEvent unknown -> {}
        }
        return out;
    }

    private void seen(WorkloadState state, ContainerSeen event, Outputs out) {
        boolean replaces = !event.origin().container().equals(state.origin.container());
        if (replaces && state.current() != null && !event.state().status().equals("running")) {
            return; // a successor in the making: its own start will take over
        }
        state.origin = event.origin();
        state.settings = event.settings();
        ContainerState inspected = event.state();
        state.seen = inspected;
        state.goneAt = null;
        boolean dead = inspected.status().equals("exited") || inspected.status().equals("dead");
        if (inspected.status().equals("created") && !inspected.error().isEmpty() && inspected.exitCode() != 0) {
            var failed = new Facts.FailedStart(inspected.exitCode(), inspected.error());
            if (!failed.equals(state.failedStart) && Intention.matters(event.settings(), false)) {
                refuse(state, failed, event.time(), false);
                incidents.judge(state, out);
            }
        } else if (dead && gaveUp(state)) {
            if (event.settings().restartPolicy().restarts(0)
                    && inspected.error().isEmpty()) {
                state.stoppedAt =
                        event.time(); // while it waited, of which no event tells: the engine never gives up here
            } else {
                state.gaveUp = true;
                incidents.judge(state, out);
            }
        }
        if (state.current() != null) {
            unhealthyAlready(state, event.time(), out);
        }
    }

    /** The engine tells only of changes. */
    private void unhealthyAlready(WorkloadState state, Instant time, Outputs out) {
        ContainerState.Health health = state.seen == null ? null : state.seen.health();
        if (health != null && health.status().equals(UNHEALTHY) && state.health == null) {
            String container = state.origin.container();
            setHealth(state, container, health.status(), health.failingStreak(), health.output(), time, out);
        }
    }

    /** The policy should have brought it back, nobody stopped it, and it stays dead. */
    private static boolean gaveUp(WorkloadState state) {
        RunState last = state.lastEnded();
        if (state.settings == null || last == null || state.stoppedAt != null) {
            return false;
        }
        return last.counted
                && last.endLive
                && state.settings.restartPolicy().present()
                && (last.exitCode != 0 || state.settings.restartPolicy().restarts(0));
    }

    /**
     * A container that starts again, or is removed, ended before. Of a run whose end was not seen neither a death nor a
     * healthy life can be claimed.
     */
    private static void loseEnds(WorkloadState state, JournalEvent event) {
        Instant by = switch (event) {
            case RunStarted next -> next.run();
            case Removed gone -> gone.time();
            default -> Instant.MIN;
        };
        state.runs.stream()
                .filter(run -> run.origin.container().equals(event.origin().container()))
                .filter(run -> !run.ended() && run.start.isBefore(by))
                .forEach(run -> {
                    run.end = by;
                    run.intended = true;
                });
    }

    private void started(WorkloadState state, RunStarted event, Outputs out) {
        if (state.run(event.origin(), event.run()) != null) {
            return; // the record came twice
        }
        state.origin = event.origin();
        state.settings = event.settings();
        state.gaveUp = false;
        state.stoppedAt = null;
        state.goneAt = null;
        if (!staysUnhealthy(state)) {
            state.health = null;
        }
        state.healthySince = null;
        state.past.started(event.settings().imageId());
        state.add(new RunState(event), MAX_RUNS);
        incidents.started(state, out);
        if (state.seen != null && event.run().equals(state.seen.startedAt())) {
            unhealthyAlready(state, event.time(), out);
        }
    }

    /** An incident of its health check is over when that is content: to be started anew is no answer. */
    private static boolean staysUnhealthy(WorkloadState state) {
        return state.incident != null
                && state.streak.count == 0
                && state.isUnhealthy()
                && state.settings != null
                && state.settings.healthcheck() != null;
    }

    private void failed(WorkloadState state, StartFailed event, Outputs out) {
        state.origin = event.origin();
        state.settings = event.settings();
        state.past.started(event.settings().imageId());
        state.goneAt = null;
        boolean again = event.time().equals(state.streak.lastEnd);
        if (!again && Intention.matters(event.settings(), event.attached())) {
            refuse(state, new Facts.FailedStart(event.exitCode(), event.error()), event.time(), event.restart());
            incidents.judge(state, out);
        }
    }

    private static void refuse(WorkloadState state, Facts.FailedStart failed, Instant time, boolean restart) {
        state.failedStart = failed;
        state.gaveUp = restart;
        state.streak.end(state.origin.container(), time, time, failed.exitCode());
    }

    private static void lines(WorkloadState state, LogChunk event) {
        RunState run = state.run(event.origin(), event.run());
        if (run != null) {
            event.lines().forEach(line -> {
                run.line(line);
                state.openings.note(run, line.readable());
            });
        }
    }

    private static void signalled(WorkloadState state, Signalled event) {
        RunState run = state.open(event.origin().container());
        if (run != null) {
            run.signalled(new RunState.Sent(event.signal(), event.time()));
        }
    }

    private static void oom(WorkloadState state, OutOfMemory event) {
        RunState run = state.open(event.origin().container());
        if (run != null) {
            run.oomEvent = true;
        }
    }

    private void ended(WorkloadState state, RunEnded event, Outputs out) {
        RunState run = state.run(event.origin(), event.run());
        if (run == null || run.ended() || state.settings == null) {
            return;
        }
        run.end = event.time();
        run.exitCode = event.exitCode();
        run.oomKilled = event.oomKilled();
        run.witnessed = event.live();
        run.endLive = event.live() || (run.live && Intention.crash(event.exitCode()));
        run.intended = event.engineRestarted() || Intention.stopped(run, state.settings);
        incidents.ended(state, run, out);
    }

    private static void stopped(WorkloadState state, Stopped event) {
        String container = event.origin().container();
        if (state.concerns(container) && state.open(container) == null) {
            state.stoppedAt = event.time();
        }
    }

    private void logsEnded(WorkloadState state, LogsEnded event, Outputs out) {
        RunState run = state.run(event.origin(), event.run());
        if (run == null || run.reported || state.settings == null) {
            return;
        }
        run.logged(event.complete() && !run.gap ? RunFacts.Log.COMPLETE : RunFacts.Log.INCOMPLETE);
        out.runs().add(Reports.run(state, run));
        if (run.counted) {
            looping(state, run);
            incidents.judge(state, out);
        }
    }

    /** A container found waiting for its restart has looped before anybody looked. */
    private static void looping(WorkloadState state, RunState run) {
        ContainerState seen = state.seen;
        if (!run.endLive && seen != null && Loop.byCount(seen)) {
            state.streak.loop = true;
        }
    }

    private static void gap(WorkloadState state, Gap event) {
        Instant of = event.run();
        RunState run = of == null ? state.current() : state.run(event.origin(), of);
        if (run != null) {
            run.gap = true;
        }
    }

    private void health(WorkloadState state, HealthChanged event, Outputs out) {
        String container = event.origin().container();
        setHealth(state, container, event.status(), event.failingStreak(), event.output(), event.time(), out);
    }

    private void setHealth(
            WorkloadState state,
            String container,
            String status,
            int failingStreak,
            String output,
            Instant time,
            Outputs out) {
        boolean unhealthy = status.equals(UNHEALTHY);
        String sick = state.isUnhealthy() ? state.healthOf : null;
        if (!unhealthy
                && sick != null
                && !sick.equals(container)
                && state.open(sick) != null
                && isBeside(state, container)) {
            return; // it says nothing of the one that is not well
        }
        state.healthOf = container;
        if (unhealthy || state.incident == null || !state.isUnhealthy()) {
            state.health = new Facts.Health(status, failingStreak, output);
        } // else the incident's last word is what was wrong
        if (unhealthy) {
            state.healthySince = null;
            incidents.unhealthy(state, time, out);
        } else if (status.equals("healthy")) {
            state.healthySince = time;
        }
    }

    /** Whether this container ran already when the trouble came, and is no successor. */
    private static boolean isBeside(WorkloadState state, String container) {
        RunState run = state.open(container);
        Instant last = state.streak.last();
        return run == null || last == null || run.start.isBefore(last);
    }

    /** Facts for what is open already, or may open: an examination alone is no trouble. */
    private void examined(WorkloadState state, Examined event, Outputs out) {
        if (Json.bytes(event.facts()).length > Examination.MAX_BYTES) {
            return; // no collector of ours writes it; with all the rest the state would not fit into a record
        }
        state.examined = event;
        state.past.examined(event.facts());
        if (state.incident != null) {
            incidents.examined(state, out);
        }
    }

    private static void removed(WorkloadState state, Removed event) {
        if (state.concerns(event.origin().container())) {
            state.goneAt = event.time();
        }
    }
}
