package io.lastwords.collector.watch;

import io.lastwords.collector.engine.Inspection;
import io.lastwords.collector.journal.ContainerPosition.UnreadRun;
import io.lastwords.collector.journal.LogProgress;
import io.lastwords.collector.logs.FileEnds;
import io.lastwords.model.journal.Origin;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Reads one container's runs, one after the other, on a virtual thread of its own. It is told of runs by the
 * container's watch, in order.
 */
final class LogReading implements AutoCloseable {
    private final Surroundings around;
    private final Origin origin;
    private final @Nullable LogProgress progress;
    private final LinkedBlockingQueue<RunLog> toRead = new LinkedBlockingQueue<>();
    private final Map<Instant, RunLog> known = new HashMap<>();
    private final FileEnds files;
    private final AtomicInteger unfinished = new AtomicInteger();
    private volatile @Nullable Instant done;
    private volatile @Nullable RunLog current;
    private @Nullable Thread thread;

    /**
     * @param progress how far a predecessor has read, null where it has read nothing
     * @param made whether the container was made a moment ago, so that its log is read from its beginning
     */
    LogReading(Surroundings around, Origin origin, @Nullable LogProgress progress, boolean made) {
        this.around = around;
        this.origin = origin;
        this.progress = progress;
        this.files = new FileEnds(made);
        this.done = progress == null
                ? null
                : progress.isDone() ? progress.run() : progress.run().minusNanos(1);
    }

    /** Every run up to this one is in the journal to its end; null where none is. */
    @Nullable
    Instant done() {
        return done;
    }

    boolean idle() {
        return unfinished.get() == 0;
    }

    /**
     * The run is over, though that is not in the journal yet: what is left can be read at once, before the container
     * may be gone.
     */
    void ends(Instant run, Instant end) {
        RunLog log = known.get(run);
        if (log != null) {
            log.ends(end, end);
        }
    }

    /**
     * What the journal knows of the container's runs now.
     *
     * @param seen the latest inspection, null where the container could not be inspected yet
     * @param gone whether it never will be
     */
    void update(List<UnreadRun> runs, @Nullable Inspection seen, boolean gone) {
        known.keySet().removeIf(run -> done != null && !run.isAfter(done));
        for (UnreadRun unread : runs) {
            if (done != null && !unread.run().isAfter(done)) {
                continue;
            }
            RunLog log = known.get(unread.run());
            if (log == null && (seen != null || gone)) {
                log = new RunLog(around, origin, unread, resumed(unread), seen, files);
                known.put(unread.run(), log);
                unfinished.incrementAndGet();
                toRead.add(log);
            }
            if (log != null && unread.end() != null) {
                log.ends(unread.end(), unread.readTo() == null ? unread.end() : unread.readTo());
                log.announceEnd(unread.lost());
            }
        }
        if (thread == null && !toRead.isEmpty()) {
            thread = Thread.ofVirtual().name("log " + origin.container()).start(this::run);
        }
    }

    private @Nullable LogProgress resumed(UnreadRun unread) {
        return progress != null && progress.run().equals(unread.run()) ? progress : null;
    }

    private void run() {
        try {
            while (true) {
                RunLog next = toRead.take();
                current = next;
                next.read();
                done = next.run();
                current = null;
                unfinished.decrementAndGet();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closing
        } catch (RuntimeException | Error e) {
            around.broken().accept(e);
        }
    }

    @Override
    public void close() {
        RunLog reading = current;
        if (reading != null) {
            reading.close();
        }
        if (thread != null) {
            thread.interrupt();
        }
    }
}
