package io.lastwords.collector.watch;

import io.lastwords.collector.engine.Inspection;
import io.lastwords.collector.journal.ContainerPosition.UnreadRun;
import io.lastwords.collector.journal.Entry;
import io.lastwords.collector.journal.LogProgress;
import io.lastwords.collector.journal.RunFeed;
import io.lastwords.collector.logs.Completion;
import io.lastwords.collector.logs.EngineAnswerException;
import io.lastwords.collector.logs.FileEnds;
import io.lastwords.collector.logs.FollowResult;
import io.lastwords.collector.logs.LineSettings;
import io.lastwords.collector.logs.LogPosition;
import io.lastwords.collector.logs.LoggedContainer;
import io.lastwords.collector.logs.Marker;
import io.lastwords.collector.logs.RunReader;
import io.lastwords.model.journal.LogsEnded;
import io.lastwords.model.journal.Origin;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run's log, from wherever it stands to its end. */
final class RunLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunLog.class);
    /**
     * Serialised bytes that wait for Kafka: some are sent while reading fills the rest. Less than a transaction holds, so
     * that no run alone fills one and another's end waits for the next.
     */
    private static final int BUFFER_BYTES = 4 << 20;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    /** With these pauses about a minute. */
    private static final int REFUSALS = 30;

    private final Surroundings around;
    private final Origin origin;
    private final UnreadRun unread;
    private final @Nullable LogProgress resumed;
    private final @Nullable Inspection seen;
    private final FileEnds files;
    private final RunFeed feed;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final CountDownLatch announced = new CountDownLatch(1);
    private volatile @Nullable Instant end;
    private volatile @Nullable Instant readTo;
    private volatile @Nullable String lost;
    private volatile @Nullable RunReader reader;

    /**
     * @param resumed how far a predecessor has read this run, null where it has not
     * @param seen what says how its lines are read and masked; null where nobody could ask any more
     * @param files where the files of the container's log end
     */
    RunLog(
            Surroundings around,
            Origin origin,
            UnreadRun unread,
            @Nullable LogProgress resumed,
            @Nullable Inspection seen,
            FileEnds files) {
        this.around = around;
        this.origin = origin;
        this.unread = unread;
        this.resumed = resumed;
        this.seen = seen;
        this.files = files;
        this.lost = unread.lost();
        this.feed = new RunFeed(
                origin,
                unread.run(),
                BUFFER_BYTES,
                around.budget(),
                around.journal(),
                resumed == null ? null : resumed.lost());
        if (seen != null && seen.settings().logs()) {
            this.reader = reader(seen); // its end may be known before its thread has begun
        }
    }

    Instant run() {
        return unread.run();
    }

    /** The run is over. */
    void ends(Instant at, Instant lastLine) {
        if (end == null) {
            end = at;
            readTo = lastLine;
            RunReader reading = reader;
            if (reading != null) {
                reading.ends(at);
            }
            ended.countDown();
        }
    }

    /** That the run is over is in the journal now, so the end of its log may follow. */
    void announceEnd(@Nullable String why) {
        lost = lost == null ? why : lost;
        announced.countDown();
    }

    /** Reads it to its end and says so in the journal. */
    void read() throws InterruptedException {
        Completion completion = seen == null ? gone() : seen.settings().logs() ? readAll(seen) : withheld();
        announced.await();
        String reason = lost == null ? completion.reason() : lost;
        Instant time = end == null ? unread.run() : end;
        around.journal()
                .append(new Entry(
                        List.of(new LogsEnded(origin, time, unread.run(), reason == null, reason)),
                        List.of(LogProgress.done(origin.engine(), origin.container(), unread.run()))));
        if (reason == null && resumed == null) {
            around.examinations().read(origin, unread.run(), feed.chunks().output());
        }
    }

    private static Completion gone() {
        return new Completion(false, "the container was gone before its log could be read");
    }

    private Completion withheld() throws InterruptedException {
        ended.await();
        return new Completion(false, "the label lastwords.logs=false keeps its lines out of the journal");
    }

    private Completion readAll(Inspection as) throws InterruptedException {
        RunReader ready = reader;
        try (var open = ready == null ? reader(as) : ready) {
            if (unread.lookBack() && resumed == null) {
                lookBack(open);
            }
            Completion completion = toTheEnd(open);
            String known = feed.lost();
            return completion.complete() && known != null ? new Completion(false, known) : completion;
        } finally {
            reader = null;
        }
    }

    private RunReader reader(Inspection as) {
        return new RunReader(
                around.logs(),
                new LoggedContainer(
                        origin.container(),
                        as.settings().tty(),
                        as.settings().autoRemove(),
                        around.writes() || !as.settings().autoRemove()),
                position(),
                files,
                new LineSettings(marker(as), as.masker(), true),
                feed.chunks());
    }

    private LogPosition position() {
        if (resumed != null && resumed.position() != null) {
            return resumed.position();
        }
        return unread.from() == null
                ? LogPosition.START
                : LogPosition.at(unread.from().plusNanos(1));
    }

    private @Nullable Marker marker(Inspection as) {
        String marker = as.settings().marker();
        if (marker == null) {
            return null;
        }
        try {
            return Marker.of(marker);
        } catch (IllegalArgumentException e) {
            LOG.atWarn().addKeyValue("workload", origin.workload()).log(e.getMessage());
            return null;
        }
    }

    private void lookBack(RunReader from) throws InterruptedException {
        Instant since = unread.from() == null ? unread.run() : unread.from();
        var patience = new Patience();
        boolean done = false;
        while (!done) {
            around.firstLooks().acquire();
            try {
                done = from.lookBack(since, around.lookBackBytes(), () -> readTo);
            } catch (IOException e) {
                if (patience.refusedForLong(e)) {
                    return;
                }
                patience.wait(origin, e);
                continue;
            } finally {
                around.firstLooks().release();
            }
            if (!done) {
                ended.await();
            }
        }
    }

    private Completion toTheEnd(RunReader from) throws InterruptedException {
        var patience = new Patience();
        while (true) {
            try {
                if (readTo == null) {
                    FollowResult result = from.follow(() -> readTo);
                    switch (result.outcome()) {
                        case RUN_ENDED -> patience.untilEnded();
                        case UNREADABLE -> {
                            ended.await();
                            Completion rest = from.complete(Objects.requireNonNull(readTo)); // it may have passed
                            return rest.complete() ? rest : new Completion(false, reason(result));
                        }
                        case CLOSED -> throw new InterruptedException("closing");
                    }
                } else {
                    return from.complete(readTo);
                }
            } catch (IOException e) {
                if (patience.refusedForLong(e) && readTo != null) {
                    return new Completion(false, "the engine refuses its log: " + e.getMessage());
                }
                patience.wait(origin, e);
            }
        }
    }

    private static String reason(FollowResult result) {
        return result.reason() == null ? "its log cannot be read" : result.reason();
    }

    @Override
    public void close() {
        RunReader open = reader;
        if (open != null) {
            open.close();
        }
    }

    /** Waits longer from time to time, up to a limit. */
    private final class Patience {
        private Duration pause = FIRST_PAUSE;
        private int refusals;

        /** Whether what a proxy says for a moment has been said for a minute. */
        boolean refusedForLong(IOException e) {
            if (e instanceof EngineAnswerException && ++refusals == REFUSALS) {
                LOG.atWarn()
                        .addKeyValue("container", origin.container())
                        .addKeyValue("reason", e.getMessage())
                        .log("a log has been refused for a minute");
            }
            return refusals >= REFUSALS;
        }

        void wait(Origin origin, IOException e) throws InterruptedException {
            LOG.atDebug()
                    .addKeyValue("container", origin.container())
                    .addKeyValue("reason", e.getMessage())
                    .log("reading the log failed, trying again");
            Thread.sleep(longer());
        }

        /** A follower ends with its run, shortly before or after the event; or without a reason, long before. */
        void untilEnded() throws InterruptedException {
            refusals = 0;
            if (!ended.await(longer().toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.atDebug().addKeyValue("container", origin.container()).log("the run goes on: following again");
            }
        }

        private Duration longer() {
            Duration now = pause;
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            return now;
        }
    }
}
