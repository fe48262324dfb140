package io.lastwords.collector.logs;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One container's log, and what the engine says of the container, for the reader of one run. One thread reads; any may
 * close, which ends whatever is being read at once.
 */
final class ContainerLog implements AutoCloseable {
    private final LogSource source;
    private final LoggedContainer container;
    private final FileEnds files;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Entries> opened = new ArrayList<>();
    private final @Nullable FileLog file;
    private volatile @Nullable Inspection last;
    private volatile boolean closed;
    private volatile @Nullable FutureTask<Entries> asked;

    /**
     * @param files learns what the engine says of them
     */
    ContainerLog(LogSource source, LoggedContainer container, FileEnds files) {
        this.source = source;
        this.container = container;
        this.files = files;
        this.file = source.files() == null ? null : new FileLog(source.files(), container, this::inspect);
    }

    Inspection inspect() throws IOException {
        Inspection seen = source.inspect(container.id());
        last = seen;
        files.of(seen);
        return seen;
    }

    /** Null for a container that has removed itself: what was opened before still brings its lines. */
    @Nullable
    Inspection unlessGone() throws IOException {
        try {
            return inspect();
        } catch (EngineAnswerException e) {
            if (container.autoRemove()) {
                return null;
            }
            throw e;
        }
    }

    /** Whether the run that began at this time is still going on. */
    boolean lives(Instant run) throws IOException {
        Inspection seen = unlessGone();
        return seen != null && seen.isRun(run);
    }

    /** Whether the container is there and nobody is removing it. */
    boolean stays() throws IOException {
        Inspection seen = unlessGone();
        return seen != null && !seen.removing();
    }

    /**
     * Whether the engine may leave files out where it is asked for what is later than some time: 20.10 reads none of
     * those that it has compressed where the oldest of them ends before.
     */
    boolean leavesOutCompressed() throws IOException {
        Inspection seen = last; // its log's settings never change
        return !held() && (seen == null ? inspect() : seen).compresses();
    }

    /** Whether the driver leaves out the newline at the end of a long line. */
    boolean dropsNewlines() throws IOException {
        try {
            return inspect().driver().equals("local");
        } catch (EngineAnswerException e) {
            return false;
        }
    }

    Entries open(LogQuery query) throws IOException, InterruptedException {
        Entries entries = file == null ? null : file.open(query);
        if (entries == null) {
            entries = source.logs(container, query);
        } else {
            files.lost(); // nobody has to guess where they end
        }
        lock.lock();
        try {
            opened.removeIf(other -> !other.isOpen());
            opened.add(entries);
        } finally {
            lock.unlock();
        }
        if (closed) {
            entries.close();
        }
        return entries;
    }

    /** Whether the log is held open, now that this was asked, so that it can be read once its container is gone. */
    boolean hold(@Nullable Instant since) throws IOException {
        return file != null && file.hold(since);
    }

    /** Whether the log is held open. */
    boolean held() {
        return file != null && file.held();
    }

    /** The run is over: a follower that has to look for itself does so now. */
    void runEnds() {
        if (file != null) {
            file.nudge();
        }
    }

    /** Asks at once, on a thread of its own, for what {@link #openAsked} then gives. */
    void ask(LogQuery query) {
        var asking = new FutureTask<>(() -> open(query));
        asked = asking;
        Thread.ofVirtual().name("last words " + container.id()).start(asking);
    }

    /** What has been asked for, the first time; else this. */
    Entries openAsked(LogQuery otherwise) throws IOException, InterruptedException {
        var asking = asked;
        asked = null;
        if (asking == null) {
            return open(otherwise);
        }
        try {
            return asking.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException refused) {
                throw refused;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** How many entries of a stream the log has at exactly this time. */
    int count(boolean stderr, long time) throws IOException, InterruptedException {
        Instant at = Stamp.instant(time);
        int count = 0;
        try (var entries = open(LogQuery.read(at, at))) {
            for (Entry entry = entries.next(); entry != null; entry = entries.next()) {
                count += entry.stderr == stderr && entry.time == time ? 1 : 0;
            }
        }
        return count;
    }

    /**
     * Whether what a run wrote first may have been thrown away: the log begins after the run, and the driver keeps as
     * much as it ever keeps.
     */
    boolean mayHaveLostBeginning(Instant run) throws IOException, InterruptedException {
        if (file != null && file.held()) {
            return file.mayHaveLostBeginning(run);
        }
        Inspection before = last;
        Inspection seen = before == null ? inspect() : before; // it may be gone, and these never change
        if (seen.leastKept() <= 0) {
            return false;
        }
        long kept = 0;
        try (var entries = open(LogQuery.read(null, null))) {
            Entry entry = entries.next();
            if (entry == null || !Stamp.instant(entry.time).isAfter(run)) {
                return false;
            }
            for (; entry != null && kept < seen.leastKept(); entry = entries.next()) {
                kept += seen.stored(entry);
            }
        }
        return kept >= seen.leastKept();
    }

    @Override
    public void close() {
        List<Entries> open;
        lock.lock();
        try {
            closed = true;
            open = List.copyOf(opened);
        } finally {
            lock.unlock();
        }
        open.forEach(Entries::close);
        if (file != null) {
            file.close();
        }
    }
}
