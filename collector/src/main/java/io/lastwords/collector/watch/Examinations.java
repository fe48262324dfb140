package io.lastwords.collector.watch;

import io.lastwords.collector.engine.Engine;
import io.lastwords.collector.examine.Examiner;
import io.lastwords.collector.examine.Subject;
import io.lastwords.collector.examine.WhenToExamine;
import io.lastwords.collector.examine.WhenToExamine.Decision;
import io.lastwords.collector.examine.WhenToExamine.Ended;
import io.lastwords.collector.examine.WhenToExamine.Fingerprint;
import io.lastwords.collector.examine.WhenToExamine.Past;
import io.lastwords.collector.journal.Entry;
import io.lastwords.collector.journal.Journal;
import io.lastwords.collector.logs.ChunkBuffer;
import io.lastwords.model.examination.UnknownFact;
import io.lastwords.model.journal.ContainerSettings;
import io.lastwords.model.journal.Examined;
import io.lastwords.model.journal.JournalEvent;
import io.lastwords.model.journal.Origin;
import io.lastwords.model.journal.RunEnded;
import io.lastwords.model.journal.RunStarted;
import io.lastwords.model.journal.StartFailed;
import io.lastwords.model.memory.Bounded;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Examines containers after suspicious ends, one at a time and beside the watches, so that no event waits for it. Of
 * each container only the latest end waits to be examined. Thread-safe.
 */
final class Examinations implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Examinations.class);

    /** After so long a container is looked at again though nothing seems to have changed: a file changes unseen. */
    private static final Duration AGAIN = Duration.ofMinutes(2);

    /** An examination that a busy engine spoilt is tried again so often. */
    private static final int TRIES = 4;

    /** Of workloads that are no more nobody says so. */
    private static final int WORKLOADS = 10_000;

    private static final Duration LAST_REMOVAL = Duration.ofSeconds(5);

    private final Examiner examiner;
    private final Engine engine;
    private final Journal journal;
    private final WatchMeters meters;
    private final Consumer<Throwable> broken;
    private final Map<String, Past> past = new ConcurrentHashMap<>();
    private final Map<String, Request> latest = new ConcurrentHashMap<>();
    private final Map<String, Request> quiet = new ConcurrentHashMap<>();
    private final Map<String, Images> images = Collections.synchronizedMap(Bounded.byUse(WORKLOADS));
    private final DelayQueue<Request> queue = new DelayQueue<>();
    private final Thread thread = Thread.ofVirtual().name("lastwords-examine").unstarted(this::run);

    /** The image that a workload runs, and the one that it ran before. */
    private record Images(String now, @Nullable String before) {
        Images ran(String image) {
            return image.equals(now) ? this : new Images(image, now);
        }
    }

    /**
     * An end to be looked into.
     *
     * @param run null where it failed to start
     */
    record Request(
            Origin origin, @Nullable Instant run, ContainerSettings settings, Ended end, String outcome, long due)
            implements Delayed {
        static Request now(
                Origin origin, @Nullable Instant run, ContainerSettings settings, Ended end, String outcome) {
            return new Request(origin, run, settings, end, outcome, System.nanoTime());
        }

        Request in(Duration wait) {
            return new Request(origin, run, settings, end, outcome, System.nanoTime() + wait.toNanos());
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(due - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }

    Examinations(Examiner examiner, Engine engine, Journal journal, WatchMeters meters, Consumer<Throwable> broken) {
        this.meters = meters;
        this.examiner = examiner;
        this.engine = engine;
        this.journal = journal;
        this.broken = broken;
    }

    Examinations start() {
        thread.start();
        return this;
    }

    /** A workload runs an image: what it ran before is what a broken one is compared with. */
    void runs(Origin origin, ContainerSettings settings) {
        if (!settings.imageId().isEmpty()) {
            images.merge(
                    origin.workload(),
                    new Images(settings.imageId(), null),
                    (known, now) -> known.ran(settings.imageId()));
        }
    }

    /**
     * What was written of a container. A start that failed and an end that is suspicious in itself are looked into soon;
     * another end once its output is known. Never waits.
     *
     * @param intended whether somebody has just sent it a signal to end
     */
    void happened(JournalEvent event, ContainerSettings settings, boolean intended) {
        switch (event) {
            case RunStarted started -> runs(started.origin(), settings);
            case StartFailed failed ->
                ended(
                        Request.now(
                                failed.origin(),
                                null,
                                settings,
                                new Ended(true, Duration.ZERO, failed.exitCode(), false, 0, false, false, false),
                                failed.exitCode() + " " + failed.error()),
                        failed.attached());
            case RunEnded end
            when !end.engineRestarted()
                    && (end.live() || settings.restartPolicy().restarts(end.exitCode())) ->
                ended(
                        Request.now(
                                end.origin(),
                                end.run(),
                                settings,
                                new Ended(
                                        false,
                                        Duration.between(end.run(), end.time()),
                                        end.exitCode(),
                                        false,
                                        0,
                                        settings.marker() != null,
                                        false,
                                        intended),
                                end.exitCode() + " " + end.error()),
                        false);
            default -> {}
        }
    }

    private void ended(Request request, boolean attached) {
        var settings = request.settings();
        boolean looksOn = settings.autoRemove() || settings.openStdin() || attached;
        if (looksOn && !settings.restartPolicy().present()) {
            return;
        }
        if (WhenToExamine.suspicion(request.end()).isPresent()) {
            add(request);
        } else if (!request.end().intended()) {
            quiet.put(request.origin().container(), request);
        }
    }

    /** All output of a run is known. */
    void read(Origin origin, Instant run, ChunkBuffer.Output output) {
        Request request = quiet.remove(origin.container());
        if (request == null || !run.equals(request.run())) {
            return;
        }
        var end = request.end();
        var known = new Ended(
                false,
                end.lived(),
                end.exitCode(),
                true,
                output.bytes(),
                end.markerExpected(),
                output.marker(),
                end.intended());
        if (WhenToExamine.suspicion(known).isPresent()) {
            add(Request.now(origin, run, request.settings(), known, request.outcome()));
        }
    }

    /** Nothing more comes of this container. */
    void forget(String container) {
        past.remove(container);
        latest.remove(container);
        quiet.remove(container);
    }

    private void add(Request request) {
        latest.put(request.origin().container(), request);
        queue.add(request);
    }

    private void run() {
        try {
            examiner.sweep(engine.now());
            while (true) {
                Request request = queue.take();
                if (latest.remove(request.origin().container(), request)) {
                    look(request);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closing
        } catch (RuntimeException | Error e) {
            broken.accept(e);
        }
    }

    private void look(Request request) throws InterruptedException {
        String container = request.origin().container();
        var before = past.get(container);
        try {
            var seen = fingerprint(request);
            Instant now = engine.now();
            switch (WhenToExamine.decide(request.end(), before, seen, now, AGAIN)) {
                case Decision.Now due -> {
                    if (examine(request)) {
                        past.put(container, new Past(now, seen, 0));
                    } else {
                        missed(request, before, now, seen);
                    }
                }
                case Decision.Later later -> unlessNewer(request.in(Duration.between(now, later.at())));
                case Decision.Never never ->
                    LOG.atTrace()
                            .addKeyValue("container", container)
                            .addKeyValue("because", never.because())
                            .log("not examined");
            }
        } catch (IOException e) {
            LOG.atDebug()
                    .addKeyValue("container", container)
                    .addKeyValue("reason", e.getMessage())
                    .log("not examined: the engine does not answer");
            missed(request, before, engine.now(), null);
        }
    }

    /** Looks again, a few times; what it missed then is taken for something that cannot be had. */
    private void missed(Request request, @Nullable Past before, Instant now, @Nullable Fingerprint seen) {
        int misses = before == null ? 1 : before.misses() + 1;
        past.put(request.origin().container(), new Past(now, misses < TRIES ? null : seen, misses));
        if (misses < TRIES) {
            unlessNewer(request);
        }
    }

    private void unlessNewer(Request request) {
        if (latest.putIfAbsent(request.origin().container(), request) == null) {
            queue.add(request);
        }
    }

    private Fingerprint fingerprint(Request request) throws IOException {
        var settings = request.settings();
        return new Fingerprint(
                settings.imageId(),
                examiner.imageId(settings.image()).orElse(null),
                settings.mounts().toString(),
                request.outcome());
    }

    /** Says whether nothing was missed that another examination may bring. */
    private boolean examine(Request request) throws IOException, InterruptedException {
        Origin origin = request.origin();
        Images ran = images.get(origin.workload());
        var facts = examiner.examine(
                new Subject(origin.container(), request.settings(), ran == null ? null : ran.before()));
        meters.examined(Duration.ofMillis(facts.millis()));
        journal.append(new Entry(List.of(new Examined(origin, engine.now(), request.run(), facts)), List.of()));
        return facts.unknown().stream().noneMatch(UnknownFact::passing);
    }

    /** Waits until the throw-away of an examination under way is gone. */
    @Override
    public void close() {
        if (thread.getState() == Thread.State.NEW) {
            return;
        }
        thread.interrupt();
        try {
            thread.join(LAST_REMOVAL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
