package io.lastwords.collector.watch;

import io.lastwords.collector.journal.ContainerPosition;
import io.lastwords.collector.journal.ContainerPosition.Failure;
import io.lastwords.collector.journal.ContainerPosition.UnreadRun;
import io.lastwords.model.journal.ContainerSeen;
import io.lastwords.model.journal.ContainerSettings;
import io.lastwords.model.journal.ContainerState;
import io.lastwords.model.journal.JournalEvent;
import io.lastwords.model.journal.Origin;
import io.lastwords.model.journal.Removed;
import io.lastwords.model.journal.RunEnded;
import io.lastwords.model.journal.RunStarted;
import io.lastwords.model.journal.StartFailed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides what an event, or a look at a container, adds to its story. Pure: the same position and the same sight lead
 * to the same step, before and after a restart.
 *
 * <p>A run is named by its {@code start} event; one that was found already begun is named by State.StartedAt, which no
 * event's time equals. State.StartedAt is always a little earlier than the {@code start} event of the same run and
 * later than the {@code die} event of the run before.
 */
final class Story {
    private static final String END_NOT_SEEN = "the end of this run was not seen: the engine no longer knew its events";

    private Story() {}

    /**
     * A container that nothing was known of, which has existed before.
     *
     * @param since from when on its events will be told
     * @param told a later end is left to its event, which may be on its way: it happens while we watch
     * @param watched since when all that begins is our business, whether or not its events are still known; null where
     *     nobody has watched this engine before
     * @param looked a moment before its state was read
     */
    static Step firstLook(
            Origin origin,
            Instant since,
            Instant told,
            @Nullable Instant watched,
            Instant looked,
            ContainerSettings settings,
            ContainerState state) {
        var change = new Change(ContainerPosition.unknown(origin)).event(since);
        var events = new ArrayList<JournalEvent>();
        events.add(new ContainerSeen(origin, since, settings, state));
        Instant startedAt = state.startedAt();
        if (startedAt != null) {
            boolean ours = state.restartCount() == 0 && madeAfter(settings, watched);
            events.add(new RunStarted(origin, startedAt, settings, false, ours));
            found(change, events, origin, settings, state, startedAt, told, looked, true);
        }
        if (!change.position().running()) {
            failure(state).ifPresent(change::fail);
        }
        return new Step(change.position(), events);
    }

    /** Whether all of its life is later than that; nothing is later than null. */
    static boolean madeAfter(ContainerSettings settings, @Nullable Instant time) {
        return time != null && settings.created().isAfter(time);
    }

    /** A run that had begun, and perhaps ended by {@code told}, before it was seen. */
    private static void found(
            Change change,
            List<JournalEvent> events,
            Origin origin,
            ContainerSettings settings,
            ContainerState state,
            Instant startedAt,
            Instant told,
            Instant looked,
            boolean lookBack) {
        Instant from = RunWindow.begin(state, startedAt, lookBack ? settings.created() : null);
        change.begin(new UnreadRun(startedAt, from, null, null, lookBack, null), startedAt);
        Instant end = RunWindow.end(state, startedAt);
        boolean restarting = state.status().equals("restarting");
        if (end != null && (restarting || !end.isAfter(told))) {
            events.add(unseenEnd(origin, startedAt, end, state));
            change.end(end, RunWindow.lastLine(end, restarting, looked), restarting);
        }
    }

    private static RunEnded unseenEnd(Origin origin, Instant run, Instant end, ContainerState state) {
        return new RunEnded(origin, end, run, state.exitCode(), state.oomKilled(), state.error(), false);
    }

    /**
     * A {@code start} event.
     *
     * @param state what State said afterwards, null where it could not be read
     */
    static Step started(
            ContainerPosition position, Instant time, ContainerSettings settings, @Nullable ContainerState state) {
        var change = new Change(position).event(time);
        Instant startedAt = state == null ? null : state.startedAt();
        if ((position.running() && !laterThanKnown(position, startedAt)) || ownStart(position, time)) {
            return Step.none(change.position());
        }
        if (position.running()) {
            change.lose(time, END_NOT_SEEN);
        }
        Instant seen = startedAt != null && !startedAt.isAfter(time) ? startedAt : null;
        change.begin(UnreadRun.begun(time, lastLineOfTheRunBefore(change.position())), seen);
        return new Step(
                change.position(),
                List.of(new RunStarted(position.origin(), time, settings, position.attached(), true)));
    }

    /** The event of a run that a look had found begun and ended, between the look and the event. */
    private static boolean ownStart(ContainerPosition position, Instant time) {
        Instant run = position.run();
        return run != null
                && (time.isBefore(run)
                        || (run.equals(position.startedAt())
                                && position.lastEvent() != null
                                && position.lastEvent().isBefore(run)));
    }

    private static boolean laterThanKnown(ContainerPosition position, @Nullable Instant startedAt) {
        return startedAt != null && (position.run() == null || startedAt.isAfter(position.run()));
    }

    private static @Nullable Instant lastLineOfTheRunBefore(ContainerPosition position) {
        return position.runs().isEmpty()
                ? position.ended()
                : position.runs().getLast().readTo();
    }

    /**
     * A {@code die} event.
     *
     * @param state what State said afterwards, null where it could not be read
     */
    static Step ended(
            ContainerPosition position,
            Instant time,
            int exitCode,
            boolean oom,
            ContainerSettings settings,
            @Nullable ContainerState state) {
        var change = new Change(position).event(time);
        var events = new ArrayList<JournalEvent>();
        Origin origin = position.origin();
        Instant startedAt = state == null ? null : state.startedAt();
        if (!position.running()) {
            if (!laterThanKnown(position, startedAt) || startedAt == null || startedAt.isAfter(time)) {
                return Step.none(change.position());
            }
            events.add(new RunStarted(origin, startedAt, settings, position.attached(), false));
            change.begin(UnreadRun.begun(startedAt, lastLineOfTheRunBefore(change.position())), startedAt);
        } else if (position.run() != null && time.isBefore(position.run())) {
            return Step.none(change.position());
        }
        Instant run = change.position().run();
        boolean itsState = state != null && (startedAt == null || !startedAt.isAfter(time));
        boolean policy = settings.restartPolicy().restarts(exitCode);
        boolean restartFailed =
                policy && itsState && state != null && failure(state).isPresent(); // in this moment
        boolean over =
                itsState && state != null && !restartFailed && !state.status().equals("restarting");
        events.add(new RunEnded(
                origin,
                time,
                run == null ? time : run,
                exitCode,
                oom || (itsState && state != null && state.oomKilled()),
                itsState && state != null && !restartFailed ? state.error() : "",
                true));
        change.end(time, time, policy && !over);
        if (policy && over && state != null && !state.status().equals("removing")) {
            events.add(new ContainerSeen(origin, time, settings, state));
        }
        return new Step(change.position(), events);
    }

    /**
     * A look after an attempt to start it that made no {@code start} event.
     *
     * @param anew whether there was an attempt for sure; else only a failure that was not known yet counts
     */
    static Step lookedForFailure(
            ContainerPosition position, Instant time, ContainerSettings settings, ContainerState state, boolean anew) {
        var failure = failure(state).orElse(null);
        if (position.running() || failure == null || (!anew && failure.equals(position.failure()))) {
            return Step.none(position);
        }
        return new Step(
                new Change(position).fail(failure).position(),
                List.of(new StartFailed(
                        position.origin(),
                        time,
                        failure.exitCode(),
                        failure.error(),
                        settings,
                        position.attached(),
                        position.restarting())));
    }

    private static Optional<Failure> failure(ContainerState state) {
        boolean dead = state.status().equals("created") || state.status().equals("exited");
        return dead && !state.error().isEmpty()
                ? Optional.of(new Failure(state.exitCode(), state.error()))
                : Optional.empty();
    }

    /**
     * A look at a container that is known, after all events up to now: whatever differs was missed.
     *
     * @param looked a moment before its state was read
     */
    static Step lookedAgain(
            ContainerPosition position, Instant looked, ContainerSettings settings, ContainerState state) {
        Origin origin = position.origin();
        var change = new Change(position);
        var events = new ArrayList<JournalEvent>();
        Instant startedAt = state.startedAt();
        if (startedAt != null && laterThanKnown(position, startedAt)) {
            if (position.running()) {
                change.lose(RunWindow.begin(state, startedAt, null), END_NOT_SEEN);
            }
            events.add(new RunStarted(origin, startedAt, settings, false, false));
            found(change, events, origin, settings, state, startedAt, Instant.MAX, looked, position.run() == null);
            return new Step(change.position(), events);
        }
        if (position.running() && position.run() != null && startedAt != null) {
            Instant end = RunWindow.end(state, startedAt);
            if (end != null) {
                events.add(unseenEnd(origin, position.run(), end, state));
                boolean restarting = state.status().equals("restarting");
                change.end(end, RunWindow.lastLine(end, restarting, looked), restarting);
                return new Step(change.position(), events);
            }
        }
        Step failed = lookedForFailure(position, looked, settings, state, false);
        if (failed.events().isEmpty() && position.restarting() && state.status().equals("exited")) {
            return new Step(change.stopped().position(), List.of(new ContainerSeen(origin, looked, settings, state)));
        }
        return failed;
    }

    /** Whether a look shows something that an event still under way may be about to tell. */
    static boolean unsettled(ContainerPosition position, Instant recently, ContainerState state) {
        Instant startedAt = state.startedAt();
        if (startedAt != null && laterThanKnown(position, startedAt)) {
            return startedAt.isAfter(recently);
        }
        Instant finished = state.finishedAt();
        return position.running() && finished != null && finished.isAfter(recently);
    }

    /** It is gone. */
    static Step removed(ContainerPosition position, Instant time) {
        if (position.removed() != null) {
            return Step.none(position);
        }
        var change = new Change(position).event(time);
        if (position.running()) {
            change.lose(time, "the container was removed before the end of this run was seen");
        }
        return new Step(change.remove(time).position(), List.of(new Removed(position.origin(), time)));
    }
}
