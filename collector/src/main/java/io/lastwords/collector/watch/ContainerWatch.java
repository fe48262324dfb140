package io.lastwords.collector.watch;

import io.lastwords.collector.engine.EngineEvent;
import io.lastwords.collector.engine.Inspection;
import io.lastwords.collector.engine.WorkloadIds;
import io.lastwords.collector.journal.ContainerPosition;
import io.lastwords.collector.journal.Entry;
import io.lastwords.collector.journal.EventMark;
import io.lastwords.collector.journal.Position;
import io.lastwords.collector.journal.Positions.Known;
import io.lastwords.collector.journal.SettingsPosition;
import io.lastwords.model.journal.ContainerSeen;
import io.lastwords.model.journal.ContainerSettings;
import io.lastwords.model.journal.ContainerState;
import io.lastwords.model.journal.HealthChanged;
import io.lastwords.model.journal.Heartbeat;
import io.lastwords.model.journal.JournalEvent;
import io.lastwords.model.journal.Origin;
import io.lastwords.model.journal.OutOfMemory;
import io.lastwords.model.journal.RunEnded;
import io.lastwords.model.journal.Signalled;
import io.lastwords.model.journal.StartFailed;
import io.lastwords.model.journal.Stopped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches one container on a virtual thread of its own: deals with its events one after the other, so that an engine
 * that is slow about this container holds up no other. What it decides is in {@link Story}.
 */
final class ContainerWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ContainerWatch.class);

    /** An event may be this late before a look counts as proof that it was missed. */
    private static final Duration SETTLED = Duration.ofSeconds(2);

    private static final Duration SOON = Duration.ofMillis(100);
    private static final Duration LATER = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    /** A failed start leaves each of its networks at the same moment. */
    private static final Duration SAME_FAILURE = Duration.ofMillis(30);
    /** The end of a run is told without State where the engine takes longer than this to show it. */
    private static final Duration STATE_AT_END = Duration.ofMillis(500);

    /** A container that was asked to end is not examined for what it does then. */
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(30);

    /** An engine removes what removes itself within 208 ms of its end (facts, 60 of 60), or never. */
    private static final Duration REMOVED_WITHIN = Duration.ofSeconds(5);

    private final String id;
    private final Surroundings around;
    private final LinkedBlockingQueue<Task> tasks = new LinkedBlockingQueue<>();
    private final Thread thread;
    private @Nullable ContainerPosition position;
    private @Nullable ContainerSettings settings;
    private @Nullable ContainerSettings written;
    private @Nullable Inspection seen;
    private @Nullable LogReading reading;
    private boolean leftAlone;
    private boolean oom;
    private boolean missing;
    /** A look has shown what no event has told yet: until then nothing may say that its run goes on. */
    private boolean doubtful;
    /** The look that was left to the events of what was made just then; null where there is none. */
    private Task.@Nullable Look toCome;

    private @Nullable Instant lastFailure;
    private @Nullable Instant signalled;
    private Duration backOff = Duration.ZERO;
    private Duration nextPause = LATER;
    private long lookAt = Long.MAX_VALUE;

    /**
     * @param known what the journal knows of it, null where nothing
     */
    ContainerWatch(String id, Surroundings around, @Nullable Known known) {
        this.id = id;
        this.around = around;
        if (known != null) {
            position = known.position();
            settings = known.settings();
            written = known.settings();
            reading = new LogReading(around, known.position().origin(), known.log(), false);
        }
        this.thread = Thread.ofVirtual().name("watch " + id).unstarted(this::run);
    }

    ContainerWatch start() {
        thread.start();
        return this;
    }

    void post(Task task) {
        tasks.add(task);
    }

    /** Whether it has nothing to do. */
    boolean idle() {
        return tasks.isEmpty();
    }

    @Override
    public void close() {
        thread.interrupt();
        LogReading open = reading;
        if (open != null) {
            open.close();
        }
    }

    private void run() {
        try {
            while (deal(tasks.poll(Math.max(0, lookAt - System.nanoTime()), TimeUnit.NANOSECONDS))) {
                // until it is forgotten
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closing
        } catch (RuntimeException | Error e) {
            around.broken().accept(e);
        }
    }

    /** Says whether there may be more to do. */
    private boolean deal(@Nullable Task task) throws InterruptedException {
        if (task == null) {
            lookAt = Long.MAX_VALUE;
            lookAgain();
            return true;
        }
        switch (task) {
            case Task.Happened happened -> {
                happened(happened.event(), happened.again());
                EventMark reached = around.marks().finished(happened.ticket());
                if (reached != null) {
                    around.journal().mark(reached);
                }
            }
            case Task.Look look -> {
                around.looks().acquire();
                try {
                    look(look, false);
                } finally {
                    around.looks().release();
                }
                look.looked().run();
            }
            case Task.Beat beat -> {
                if (position != null && (!doubtful || position.removed() != null)) {
                    write(List.of(new Heartbeat(position.origin(), beat.time())));
                }
            }
            case Task.Forget forget -> {
                if (reading != null && !reading.idle()) {
                    Thread.sleep(LATER);
                    tasks.add(forget);
                    return true;
                }
                if (position != null) {
                    around.journal().append(Entry.forget(position.origin().engine(), id));
                }
                around.examinations().forget(id);
                close();
                return false;
            }
        }
        return true;
    }

    private void happened(EngineEvent event, boolean again) throws InterruptedException {
        if (leftAlone || (again && isKnown(event))) {
            return;
        }
        LOG.atTrace()
                .addKeyValue("container", id)
                .addKeyValue("action", event.action())
                .addKeyValue(
                        "late", Duration.between(event.time(), around.engine().now()))
                .log("event");
        switch (event.kind()) {
            case NETWORK -> network(event);
            case CONTAINER -> container(event);
        }
        if (!again) { // else it is as late as the collector was away
            around.meters()
                    .dealtWith(Duration.between(event.time(), around.engine().now()));
        }
    }

    private boolean isKnown(EngineEvent event) {
        return position != null && position.lastEvent() != null && !event.time().isAfter(position.lastEvent());
    }

    private void container(EngineEvent event) throws InterruptedException {
        if (position == null && !meet(event)) {
            return;
        }
        ContainerPosition now = known();
        Origin origin = now.origin();
        var touched = new Change(now).event(event.time());
        switch (event.action()) {
            case "start" -> {
                started(event, now);
                oom = false;
            }
            case "die" -> died(event);
            case "kill" -> {
                int signal = Signals.number(event.attributes().getOrDefault("signal", ""));
                signalled = Signals.ends(signal) ? event.time() : signalled;
                apply(new Step(touched.position(), List.of(new Signalled(origin, event.time(), signal))));
            }
            case "oom" -> {
                oom = true;
                apply(new Step(touched.position(), List.of(new OutOfMemory(origin, event.time()))));
            }
            case "stop" -> apply(new Step(touched.stopped().position(), List.of(new Stopped(origin, event.time()))));
            case "attach" ->
                apply(Step.none(
                        now.running()
                                ? touched.position()
                                : touched.attached(true).position()));
            case "health_status" -> health(event, touched);
            case "rename" -> {
                inspect();
                apply(Step.none(touched.position()));
            }
            case "destroy" -> {
                apply(Story.removed(now, event.time()));
                lookAt = Long.MAX_VALUE;
            }
            default -> apply(Step.none(touched.position()));
        }
    }

    /** One that removes itself may be gone in a moment: what its creation has shown has to do. */
    private void started(EngineEvent event, ContainerPosition now) throws InterruptedException {
        boolean hurry = seen != null && settings().autoRemove();
        Optional<Inspection> inspection = hurry ? Optional.empty() : inspect();
        apply(Story.started(
                now, event.time(), settings(), inspection.map(Inspection::state).orElse(null)));
    }

    /** The first that is heard of it; says whether it is to be watched. */
    private boolean meet(EngineEvent event) throws InterruptedException {
        if (event.action().equals("destroy")) {
            return false;
        }
        Optional<Inspection> inspection = inspect();
        if (leftAlone) {
            return false;
        }
        if (settings == null) {
            settings = EventSettings.of(event, around.engine().identity().architecture());
        }
        var origin = origin(settings);
        boolean made = event.action().equals("create");
        var first = new Change(ContainerPosition.unknown(origin));
        if (made) {
            first.event(event.time());
        }
        reading = new LogReading(around, origin, null, made);
        position = ContainerPosition.unknown(origin);
        apply(new Step(
                first.position(),
                inspection // whose state may be of a later event by now
                        .map(i -> List.<JournalEvent>of(new ContainerSeen(
                                origin, event.time(), i.settings(), made ? ContainerState.created() : i.state())))
                        .orElse(List.of())));
        if (made) {
            lookIn(LATER); // a start may fail without any event
        }
        return !made;
    }

    private Origin origin(ContainerSettings of) {
        return new Origin(around.host(), around.engine().identity().id(), WorkloadIds.of(around.host(), of), id);
    }

    private void died(EngineEvent event) throws InterruptedException {
        ContainerPosition now = known();
        LogReading log = reading;
        if (log != null && now.running() && now.run() != null && !event.time().isBefore(now.run())) {
            log.ends(now.run(), event.time());
        }
        Optional<Inspection> inspection = inspectWithin(STATE_AT_END);
        apply(Story.ended(
                now,
                event.time(),
                event.number("exitCode", 0),
                oom,
                settings(),
                inspection.map(Inspection::state).orElse(null)));
        if (known().restarting()) {
            Instant began = now.run() == null ? event.time() : now.run();
            backOff = BackOff.after(backOff, Duration.between(began, event.time()));
            nextPause = LATER;
            lookIn(backOff.plus(SETTLED));
        } else {
            backOff = Duration.ZERO;
            if (settings().autoRemove()) {
                lookIn(REMOVED_WITHIN);
            }
        }
    }

    private void health(EngineEvent event, Change touched) throws InterruptedException {
        ContainerState.Health health = inspect().map(i -> i.state().health()).orElse(null);
        apply(new Step(
                touched.position(),
                List.of(new HealthChanged(
                        known().origin(),
                        event.time(),
                        event.detail(),
                        health == null ? 0 : health.failingStreak(),
                        health == null ? "" : health.output()))));
    }

    /** A start that fails leaves its networks, and makes no other event. */
    private void network(EngineEvent event) throws InterruptedException {
        if (position == null
                || position.running()
                || position.removed() != null
                || !event.action().equals("disconnect")
                || (lastFailure != null && event.time().isBefore(lastFailure.plus(SAME_FAILURE)))) {
            return;
        }
        Inspection inspection = inspect().orElse(null);
        if (inspection == null) {
            return;
        }
        ContainerPosition touched = new Change(position).event(event.time()).position();
        Step step = Story.lookedForFailure(touched, event.time(), settings(), inspection.state(), true);
        if (!step.events().isEmpty()) {
            apply(step);
        } else if (!inspection.state().error().isEmpty()) {
            lookIn(SOON); // the engine has not put the state right yet
        }
    }

    /** The look that belongs to a new connection. */
    private void look(Task.Look look, boolean again) throws InterruptedException {
        if (leftAlone) {
            return;
        }
        if (position != null && position.removed() != null) {
            apply(Step.none(position)); // what a predecessor had still to read of it is gone, and that is to be said
            return;
        }
        if (position != null) {
            lookAgain();
            return;
        }
        around.firstLooks().acquire();
        try {
            Instant looked = around.engine().now();
            Inspection inspection = inspect().orElse(null);
            if (inspection == null || leftAlone) {
                return;
            }
            if (!again && Story.madeAfter(inspection.settings(), look.since())) {
                toCome = look;
                lookIn(SETTLED);
                return;
            }
            Origin origin = origin(inspection.settings());
            reading = new LogReading(around, origin, null, false);
            position = ContainerPosition.unknown(origin);
            apply(Story.firstLook(
                    origin,
                    look.since(),
                    look.since().minus(SETTLED),
                    look.watched(),
                    looked,
                    inspection.settings(),
                    inspection.state()));
            if (inspection.state().status().equals("restarting")) {
                lookIn(LONGEST);
            } else if (known().running() && inspection.state().status().equals("exited")) {
                lookIn(SETTLED); // its end is to be told by an event
            }
        } finally {
            around.firstLooks().release();
        }
    }

    /** Its events were to tell all of its life; where none came, it is looked at after all. */
    private void lookForWhatDidNotCome() throws InterruptedException {
        Task.Look left = toCome;
        if (left == null) {
            return;
        }
        if (!hasHeardAll()) {
            lookIn(LATER);
            return;
        }
        toCome = null;
        look(new Task.Look(around.engine().now(), left.watched(), left.looked()), true);
    }

    /** Whether no event of it waits to be dealt with. */
    private boolean hasHeardAll() {
        return tasks.isEmpty() && around.caughtUp().getAsBoolean();
    }

    private void lookAgain() throws InterruptedException {
        ContainerPosition now = position;
        if (now == null) {
            lookForWhatDidNotCome();
            return;
        }
        if (now.removed() != null) {
            return;
        }
        Instant looked = around.engine().now();
        Inspection inspection = inspect().orElse(null);
        boolean sure = hasHeardAll();
        if (inspection == null) {
            if (missing && sure) {
                apply(Story.removed(now, around.engine().now()));
            } else {
                missing = true;
                lookIn(SETTLED);
            }
            return;
        }
        missing = false;
        if (around.writes() && settings().autoRemove() && inspection.state().removing()) {
            around.engine().finishRemoval(id);
            lookIn(LONGEST);
            return;
        }
        Step step = Story.lookedAgain(now, looked, settings(), inspection.state());
        if (!step.events().isEmpty() && (!sure || Story.unsettled(now, looked.minus(SETTLED), inspection.state()))) {
            apply(Step.none(now));
            doubtful = true;
            lookIn(LATER);
            return;
        }
        doubtful = false;
        apply(step);
        if (known().restarting()) {
            lookIn(nextPause);
            nextPause = nextPause.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : nextPause.multipliedBy(2);
        }
    }

    private void lookIn(Duration wait) {
        lookAt = System.nanoTime() + wait.toNanos();
    }

    private Optional<Inspection> inspect() throws InterruptedException {
        return note(around.engine().inspect(id));
    }

    private Optional<Inspection> inspectWithin(Duration limit) throws InterruptedException {
        Optional<Inspection> inspection = around.engine().inspect(id, limit);
        if (inspection.isEmpty()) {
            lookIn(LATER);
        }
        return note(inspection);
    }

    private Optional<Inspection> note(Optional<Inspection> inspection) {
        inspection.ifPresent(i -> {
            seen = i;
            settings = i.settings();
            leftAlone = Inspection.leftAlone(i.settings().labels());
        });
        return inspection;
    }

    private void apply(Step decided) throws InterruptedException {
        Step step = withEngine(decided);
        ContainerPosition before = known();
        for (JournalEvent event : step.events()) {
            lastFailure = event instanceof StartFailed ? event.time() : lastFailure;
        }
        LogReading log = Objects.requireNonNull(reading, "reading");
        ContainerPosition next =
                new Change(step.position()).withoutRunsUpTo(log.done()).position();
        position = next;
        boolean newSettings = settings != null && !settings.equals(written);
        if (!step.events().isEmpty() || newSettings || before.attached() != next.attached()) {
            var positions = new ArrayList<Position>();
            positions.add(next);
            if (newSettings) {
                positions.add(new SettingsPosition(next.origin().engine(), id, settings()));
                written = settings;
            }
            around.journal().append(new Entry(step.events(), positions));
        }
        for (JournalEvent event : step.events()) {
            around.examinations().happened(event, settings(), signalledBefore(event.time()));
        }
        log.update(next.runs(), seen, next.removed() != null);
        if (next.removed() == null) {
            touch(next, step);
        } else if (before.removed() == null) {
            around.heartbeats().removed(next.origin(), next.removed());
        }
    }

    /** What had begun before the engine was started anew has ended with it. */
    private Step withEngine(Step step) {
        Instant began = around.engineBegan().get();
        return began == null
                ? step
                : new Step(
                        step.position(),
                        step.events().stream()
                                .map(event -> event instanceof RunEnded end
                                                && end.run().isBefore(began)
                                        ? end.withEngineRestarted()
                                        : event)
                                .toList());
    }

    /** Whether somebody has asked it to end shortly before. */
    private boolean signalledBefore(Instant time) {
        return signalled != null && !time.isAfter(signalled.plus(STOPS_WITHIN));
    }

    private void touch(ContainerPosition next, Step step) {
        step.events().stream()
                .map(JournalEvent::time)
                .max(Instant::compareTo)
                .ifPresent(time -> around.heartbeats().touch(next.origin(), time));
    }

    private void write(List<JournalEvent> events) throws InterruptedException {
        around.journal().append(new Entry(events, List.of()));
    }

    private ContainerPosition known() {
        return Objects.requireNonNull(position, "position");
    }

    private ContainerSettings settings() {
        return Objects.requireNonNull(settings, "settings");
    }
}
