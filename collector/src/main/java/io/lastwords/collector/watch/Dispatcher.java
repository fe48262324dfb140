package io.lastwords.collector.watch;

import io.lastwords.collector.engine.Engine;
import io.lastwords.collector.engine.EngineEvent;
import io.lastwords.collector.engine.EngineMemory;
import io.lastwords.collector.engine.Inspection;
import io.lastwords.collector.engine.OtherEngineException;
import io.lastwords.collector.examine.Examiner;
import io.lastwords.collector.journal.Entry;
import io.lastwords.collector.journal.EventMark;
import io.lastwords.collector.journal.Journal;
import io.lastwords.collector.journal.Positions;
import io.lastwords.collector.logs.Budget;
import io.lastwords.collector.logs.LogSource;
import io.lastwords.collector.watch.EventReader.Arrival;
import io.lastwords.collector.watch.EventReader.Arrived;
import io.lastwords.collector.watch.EventReader.Asked;
import io.lastwords.collector.watch.EventReader.Broken;
import io.lastwords.collector.watch.EventReader.Tick;
import io.lastwords.model.journal.ContainerState;
import io.lastwords.model.journal.EngineRestarted;
import io.lastwords.model.journal.Gap;
import io.lastwords.model.journal.Heartbeat;
import io.lastwords.model.journal.Origin;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands each event to its container's watch, in order, and sees to it that none is missing: after each connection, the
 * first and every later one, the engine's memory is replayed from where the journal stands, and all containers are
 * looked at. What the engine has forgotten meanwhile becomes a gap in the journal.
 */
public final class Dispatcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final int QUEUE = 65_536;
    private static final int FIRST_LOOKS = 8;

    /** Each takes a connection; an engine that is busy with a container does not answer about it for a while. */
    private static final int LOOKS = 64;

    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(10);
    /** For what an engine shows of a container: one that hangs is never shown. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration SHORTEST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    /** Events of different containers may stand in another order than their times. */
    private static final Duration OVERLAP = Duration.ofSeconds(2);

    private static final Set<String> CONTAINER_ACTIONS =
            Set.of("create", "start", "die", "stop", "oom", "kill", "destroy", "rename", "attach", "health_status");

    private final Engine engine;
    private final Journal journal;
    private final Origin host;
    private final Heartbeats heartbeats = new Heartbeats();
    private final EventMarks marks;
    private final Surroundings around;
    private final WatchMeters meters;
    private final Map<String, ContainerWatch> watches = new ConcurrentHashMap<>();
    private final BlockingQueue<Arrival> queue = new ArrayBlockingQueue<>(QUEUE);
    private final CompletableFuture<Void> broken = new CompletableFuture<>();
    private final Thread thread =
            Thread.ofPlatform().name("lastwords-dispatch").daemon().unstarted(this::run);
    private final Thread ticker = Thread.ofVirtual().name("lastwords-tick").unstarted(this::tick);
    private volatile boolean connected;
    private volatile @Nullable Instant engineBegan;
    private volatile boolean idle = true;
    private final AtomicBoolean asking = new AtomicBoolean();
    private @Nullable EventMark last;
    private Instant nextSign = Instant.MIN;
    private @Nullable EventReader reader;

    /**
     * @param host the first part of every workload's ID
     * @param lookBackBytes how much of a run's log is read that had begun before it was first seen
     */
    public Dispatcher(
            Engine engine,
            Journal journal,
            Positions positions,
            String host,
            LogSource logs,
            Examiner examiner,
            long lookBackBytes) {
        this.engine = engine;
        this.journal = journal;
        this.host = new Origin(host, engine.identity().id(), host, "");
        var before = positions.engine();
        last = before == null || before.time() == null || before.event() == null
                ? null
                : new EventMark(before.time(), before.event());
        marks = new EventMarks(last);
        meters = new WatchMeters(host, watches::size);
        around = new Surroundings(
                engine,
                journal,
                host,
                logs,
                new Budget(Budget.DEFAULT_BYTES),
                lookBackBytes,
                new Semaphore(LOOKS),
                new Semaphore(FIRST_LOOKS),
                heartbeats,
                marks,
                new Examinations(examiner, engine, journal, meters, broken::completeExceptionally),
                meters,
                examiner.writes(),
                () -> engineBegan,
                this::caughtUp,
                broken::completeExceptionally);
        positions.containers().values().stream()
                .sorted(Comparator.comparing(known -> known.position().lastRun()))
                .forEach(known -> {
                    if (known.settings() != null) {
                        around.examinations().runs(known.position().origin(), known.settings());
                    }
                });
        positions.containers().forEach((id, known) -> {
            var position = known.position();
            if (position.removed() != null) {
                heartbeats.removed(position.origin(), position.removed());
            } else {
                Instant lastEvent = position.lastEvent();
                heartbeats.touch(position.origin(), lastEvent == null ? Instant.EPOCH : lastEvent);
            }
            watches.put(id, new ContainerWatch(id, around, known).start());
        });
    }

    /**
     * Connects; returns the number of containers when each of them is followed, but those that the engine does not show.
     *
     * @throws OtherEngineException where another engine answers now
     */
    public int start() throws OtherEngineException, InterruptedException {
        return start(PATIENCE);
    }

    /**
     * @param patience for how long the engine may show none of those that are left
     */
    int start(Duration patience) throws OtherEngineException, InterruptedException {
        int followed = connect(patience);
        thread.start();
        ticker.start();
        around.examinations().start();
        return followed;
    }

    /** Completed, exceptionally, where another engine answers now, or a bug has stopped it. */
    public CompletableFuture<Void> broken() {
        return broken;
    }

    private boolean caughtUp() {
        return connected && queue.isEmpty() && idle;
    }

    private void run() {
        try {
            while (true) {
                idle = true;
                Arrival arrival = queue.take();
                idle = false;
                switch (arrival) {
                    case Arrived arrived -> {
                        if (arrived.by() == reader) {
                            dispatch(arrived.event(), false);
                        }
                    }
                    case Tick tick -> beat();
                    case Asked asked -> {
                        if (asked.reader() == reader) {
                            heard(asked);
                        }
                    }
                    case Broken gone -> {
                        if (gone.reader() == reader) {
                            reconnect(gone.reason());
                        }
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closing
        } catch (OtherEngineException | RuntimeException | Error e) {
            broken.completeExceptionally(e);
        }
    }

    private void reconnect(String reason) throws OtherEngineException, InterruptedException {
        connected = false;
        LOG.atWarn().addKeyValue("reason", reason).log("lost the engine of {}, connecting again", host.host());
        int containers = connect(PATIENCE);
        LOG.atInfo().addKeyValue("containers", containers).log("the engine is back");
    }

    /** Live events first, then the past, then what is there now: so none falls between. */
    private int connect(Duration patience) throws OtherEngineException, InterruptedException {
        Duration wait = SHORTEST_WAIT;
        while (true) {
            try {
                Instant since = engine.greet();
                reader = new EventReader(engine.events(since), queue).start();
                EngineMemory memory = engine.memory(since);
                List<String> containers = engine.containers();
                Instant watched = last == null ? null : last.time();
                replay(memory, since, containers);
                connected = true;
                look(containers, since, watched, patience);
                return containers.size();
            } catch (OtherEngineException e) {
                throw e;
            } catch (IOException e) {
                LOG.atDebug().addKeyValue("reason", e.getMessage()).log("the engine does not answer yet");
                if (reader != null) {
                    reader.close(); // what it has read is known from the engine's memory next time
                    reader = null;
                }
            }
            Thread.sleep(wait);
            wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait.multipliedBy(2);
        }
    }

    private void replay(EngineMemory memory, Instant until, List<String> containers) throws InterruptedException {
        EventMark from = last;
        if (from == null) {
            last = new EventMark(until, "");
            journal.mark(last);
            return;
        }
        boolean begins = memory.beganAfter(from.time());
        boolean first = begins && from.event().isEmpty();
        if (!first && !memory.reachesBackTo(from.time())) {
            var gap = new Gap(
                    host, until, null, from.time(), null, "the engine no longer knows all events since " + from.time());
            journal.append(new Entry(List.of(gap), List.of()));
            LOG.atWarn().addKeyValue("since", from.time()).log("the engine has forgotten events: a gap in the journal");
        }
        boolean anew = begins && !first && !engine.liveRestore();
        if (anew && !anySince(containers, from.time())) {
            engineBegan = memory.oldest() == null ? until : memory.oldest();
            journal.append(new Entry(List.of(new EngineRestarted(host, until, from.time())), List.of()));
            LOG.atWarn().addKeyValue("since", from.time()).log("the engine was restarted");
            if (memory.oldest() == null) {
                reach(new EventMark(until, "")); // or it would be told again
            }
        }
        for (EngineEvent event : memory.between(from.time().minus(OVERLAP), until)) {
            dispatch(event, true);
        }
    }

    /**
     * Whether one of them has run since before that time: then the engine was not begun anew, whatever it has forgotten.
     *
     * @param containers the newest first, as an engine lists them
     */
    private boolean anySince(List<String> containers, Instant time) throws InterruptedException {
        for (String id : containers.reversed()) {
            Optional<Inspection> seen = engine.inspect(id, PATIENCE);
            if (seen.isPresent() && runsSince(seen.get().state(), time)) {
                return true;
            }
        }
        return false;
    }

    private static boolean runsSince(ContainerState state, Instant time) {
        Instant startedAt = state.startedAt();
        return startedAt != null && startedAt.isBefore(time) && RunWindow.end(state, startedAt) == null;
    }

    private void look(List<String> containers, Instant since, @Nullable Instant watched, Duration patience)
            throws InterruptedException {
        Set<String> all = new HashSet<>(containers);
        all.addAll(watches.keySet());
        var looked = new CountDownLatch(all.size());
        for (String id : all) {
            watch(id).post(new Task.Look(since, watched, looked::countDown));
        }
        long left = all.size();
        long progress = System.nanoTime();
        while (!looked.await(1, TimeUnit.SECONDS) && !broken.isDone()) {
            if (looked.getCount() < left) {
                left = looked.getCount();
                progress = System.nanoTime();
            } else if (System.nanoTime() - progress > patience.toNanos()) {
                LOG.atWarn().addKeyValue("containers", left).log("some containers cannot be looked at yet, going on");
                return;
            }
        }
    }

    private ContainerWatch watch(String id) {
        return watches.computeIfAbsent(id, unknown -> new ContainerWatch(id, around, null).start());
    }

    private void dispatch(EngineEvent event, boolean again) throws InterruptedException {
        EventMarks.Ticket ticket = marks.dispatched(event);
        if (last == null || !isJustBefore(event.time(), last.time())) {
            last = new EventMark(event.time(), event.identity());
        }
        boolean concerns = switch (event.kind()) {
            case CONTAINER ->
                CONTAINER_ACTIONS.contains(event.action())
                        && !Inspection.leftAlone(event.attributes())
                        && (!event.action().equals("destroy") || watches.containsKey(event.container()));
            case NETWORK -> watches.containsKey(event.container());
        };
        if (concerns) {
            watch(event.container()).post(new Task.Happened(event, again, ticket));
        } else {
            EventMark reached = marks.finished(ticket);
            if (reached != null) {
                journal.mark(reached);
            }
        }
    }

    /** Out of order; what is earlier by more comes of a clock that was set back. */
    private static boolean isJustBefore(Instant time, Instant latest) {
        return time.isBefore(latest) && time.isAfter(latest.minus(OVERLAP));
    }

    private void beat() throws InterruptedException {
        Instant now = engine.now();
        if (!now.isBefore(nextSign)) {
            nextSign = now.plus(SIGN_OF_LIFE);
            ask(now);
        }
        for (Origin origin : heartbeats.due(now)) {
            ContainerWatch watch = watches.get(origin.container());
            if (watch != null && watch.idle()) {
                watch.post(new Task.Beat(now));
            }
        }
        for (String container : heartbeats.forgotten(now, marks::isPast)) {
            ContainerWatch watch = watches.remove(container);
            if (watch != null) {
                watch.post(new Task.Forget());
            }
        }
    }

    /**
     * Whether the engine still answers, and has nothing to tell that ought to have come: a connection that is cut without
     * a word looks like an engine where nothing happens.
     */
    private void ask(Instant now) {
        EventReader asked = reader;
        EventMark from = last;
        if (asked == null || from == null || !asking.compareAndSet(false, true)) {
            return;
        }
        Instant until = now.minus(OVERLAP);
        Thread.ofVirtual().name("lastwords-ask").start(() -> {
            try {
                Instant since = from.time().plusNanos(1);
                EngineEvent event = until.isBefore(since) ? null : engine.firstEvent(since, until);
                queue.put(new Asked(asked, until, event));
            } catch (IOException e) {
                queue.offer(new Broken(String.valueOf(e.getMessage()), asked));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // nobody does
            } finally {
                asking.set(false);
            }
        });
    }

    /** All events that came before the answer are dealt with, or under way. */
    private void heard(Asked asked) throws OtherEngineException, InterruptedException {
        EngineEvent event = asked.event();
        if (event != null && (last == null || event.time().isAfter(last.time()))) {
            reconnect("its events do not come through: " + event.identity());
            return;
        }
        journal.append(new Entry(List.of(new Heartbeat(host, engine.now())), List.of()));
        if (event == null && last != null) {
            reach(new EventMark(asked.until(), last.event())); // so that the engine may forget what is before
        }
    }

    private void reach(EventMark mark) {
        if (last == null || mark.time().isAfter(last.time())) {
            last = mark;
        }
        if (marks.reach(mark)) {
            journal.mark(mark);
        }
    }

    private void tick() {
        try {
            while (true) {
                Thread.sleep(TICK);
                if (connected && queue.peek() == null) {
                    queue.put(new Tick());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closing
        }
    }

    /** Stops reading; what is read is with the journal. */
    @Override
    public void close() {
        ticker.interrupt();
        thread.interrupt();
        if (reader != null) {
            reader.close();
        }
        watches.values().forEach(ContainerWatch::close);
        around.examinations().close();
        meters.close();
    }
}
