package io.lastwords.collector.logs;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A log's files from where it is read, the oldest first, all open: what the engine renames, compresses or deletes
 * meanwhile is still read to its end. A new file joins it as soon as it is seen and known to follow the one before; where
 * files were rotated away unseen the chain is broken, and ends. One thread reads, another one looks.
 */
final class FileChain implements Closeable {
    private static final int TRIES = 100;
    /** A full file that stays the newest is the last one of a container that writes no more. */
    private static final int PATIENT_TRIES = 50;
    /** Files that are just being renamed are there at the second look. */
    private static final int LOOKS = 3;

    private static final long LIVELY = TimeUnit.MILLISECONDS.toNanos(200);
    /** A reader is woken for so much, or after so long. */
    private static final int WORTH_WAKING = 32 << 10;

    private static final long WAKE_AFTER = TimeUnit.MILLISECONDS.toNanos(50);

    /** To see whether its run is over, where nobody nudges. */
    private static final long WAKE_ANYWAY = TimeUnit.SECONDS.toNanos(5);

    private final Path path;
    private final int most;
    private final long full;
    private final HeldFiles held;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<LogFile> files = new ArrayDeque<>();
    private final Map<LogFile, Long> charged = new HashMap<>();
    private long size;
    private @Nullable End waitingAt;
    private long waitingSince;
    /** The first entry that there is, where files before may have been thrown away. */
    private volatile long began = Long.MIN_VALUE;

    private boolean stirred;
    private volatile boolean broken;
    private volatile boolean drained;
    private volatile boolean unlike;
    private boolean closed;
    private volatile long changedAt;

    /** How far the log reaches. */
    record End(LogFile file, long size) {}

    private FileChain(Path path, int most, long full, HeldFiles held) {
        this.path = path;
        this.most = most;
        this.full = full;
        this.held = held;
    }

    /**
     * Opens the files that have entries from a time on.
     *
     * @param most how many files the driver keeps
     * @param full after so many bytes it begins a new one; 0 where it never does
     * @throws NoSuchFileException where there is none
     */
    static FileChain open(Path path, int most, long full, long since, HeldFiles held) throws IOException {
        var chain = new FileChain(path, most, full, held);
        try {
            for (int tries = 0; !chain.openAll(since, tries < PATIENT_TRIES); tries++) {
                if (tries == TRIES) {
                    throw LogFile.attributes(path) == null
                            ? new NoSuchFileException(path.toString())
                            : new IOException("they change too quickly");
                }
            }
        } catch (IOException e) {
            chain.close();
            throw e;
        }
        return chain;
    }

    /**
     * @param patient whether a file that is full is taken for one that is just being rotated, since the engine removes
     *     the oldest one first
     */
    private boolean openAll(long since, boolean patient) throws IOException {
        LogFile newest = LogFile.open(path, false);
        if (newest == null) {
            return false;
        }
        files.add(newest);
        boolean hole = false;
        for (int i = 1; i < most && !hole && files.getFirst().firstTime() >= since; i++) {
            LogFile older = rotated(i);
            if (older == null) {
                boolean rotating = patient && full > 0 && newest.size() >= full; // by now, not when it was opened
                hole = rotating || (i + 1 < most && isThere(i + 1)); // they are just being renamed
                break;
            }
            files.addFirst(older);
        }
        BasicFileAttributes now = LogFile.attributes(path);
        if (!hole && now != null && newest.has(now.fileKey())) {
            size = newest.size();
            if (most > 1 && files.size() == most) {
                began = files.getFirst().firstTime();
            }
            return true;
        }
        closeAll(files);
        files.clear();
        return false;
    }

    private static void closeAll(Iterable<LogFile> files) throws IOException {
        for (LogFile file : files) {
            file.close();
        }
    }

    private Path plain(int number) {
        return path.resolveSibling(path.getFileName() + "." + number);
    }

    private Path compressed(int number) {
        return path.resolveSibling(path.getFileName() + "." + number + ".gz");
    }

    private boolean isThere(int number) throws IOException {
        return LogFile.attributes(plain(number)) != null || LogFile.attributes(compressed(number)) != null;
    }

    private @Nullable LogFile rotated(int number) throws IOException {
        LogFile file = LogFile.open(plain(number), false);
        return file == null ? LogFile.open(compressed(number), true) : file;
    }

    /** Sees what has become of the files; wakes the reader where it is worth it. */
    void look() throws IOException {
        lock.lock();
        try {
            if (closed) {
                wake();
                return;
            }
            BasicFileAttributes now = broken ? null : LogFile.attributes(path); // null between two files, or at its end
            if (now != null && !files.getLast().has(now.fileKey())) {
                join();
                changedAt = System.nanoTime();
            }
            long reached = files.getLast().size(); // of the open file: its name may be gone with its container
            if (reached != size) {
                size = reached;
                changedAt = System.nanoTime();
            }
            wake();
        } finally {
            lock.unlock();
        }
    }

    /** The same at a glance where nothing is written: only the next line begins a new file. */
    void glance() throws IOException {
        lock.lock();
        try {
            if (!closed && !broken && files.getLast().size() == size && (full == 0 || size < full)) {
                wake();
            } else {
                look();
            }
        } finally {
            lock.unlock();
        }
    }

    private void wake() {
        End at = waitingAt;
        if (at == null) {
            return;
        }
        boolean other = broken || at.file != files.getLast() || size < at.size;
        long waited = System.nanoTime() - waitingSince;
        if (other
                || size - at.size >= WORTH_WAKING
                || (size > at.size && waited >= WAKE_AFTER)
                || waited >= WAKE_ANYWAY) {
            stir();
        }
    }

    private void stir() {
        stirred = true;
        changed.signalAll();
    }

    /** The newest file is no longer the newest. */
    private void join() throws IOException {
        for (int tries = 0; tries < LOOKS; tries++) {
            List<LogFile> more = newer();
            if (more.isEmpty()) {
                continue;
            }
            broken = !hold(more.size());
            if (broken) {
                closeAll(more);
            } else {
                files.addAll(more);
                size = files.getLast().size();
            }
            return;
        }
        broken = LogFile.attributes(path) != null;
    }

    /** The files after the newest that is known, the oldest first; none where they are not known, or just now not. */
    private List<LogFile> newer() throws IOException {
        var more = new ArrayList<LogFile>();
        LogFile newest = LogFile.open(path, false);
        if (newest == null) {
            return more;
        }
        more.add(newest);
        LogFile known = files.getLast();
        boolean found = false;
        int missing = 0; // while they are being renamed, one number is free
        for (int i = 1; i <= most && !found && missing < 2; i++) {
            LogFile older = rotated(i);
            if (older == null) {
                missing++;
                continue;
            }
            found = older.holds(known);
            if (found || older.holds(more.getFirst())) {
                older.close();
            } else {
                more.addFirst(older);
            }
        }
        found = found || more.getFirst().follows(known, full); // a nanosecond a byte: no writer is so quick
        BasicFileAttributes now = LogFile.attributes(path);
        if (!found || now == null || !newest.has(now.fileKey())) {
            closeAll(more);
            more.clear();
        }
        return more;
    }

    /** Whether the files may be held that the engine may delete once so many more are there. */
    private boolean hold(int more) throws IOException {
        int beyond = files.size() + more - most;
        for (LogFile file : files) {
            if (beyond-- <= 0) {
                break;
            }
            if (!charged.containsKey(file)) {
                long bytes = file.size();
                if (!held.hold(bytes)) {
                    return false;
                }
                charged.put(file, bytes);
            }
        }
        return true;
    }

    boolean lively(long now) {
        return now - changedAt < LIVELY;
    }

    /** Whether the driver may have thrown files away before these were opened, with entries after this time. */
    boolean mayHaveLost(Instant after) {
        return began > Stamp.nanos(after);
    }

    /** How far the log reaches now. */
    End end() {
        lock.lock();
        try {
            return new End(files.getLast(), size);
        } finally {
            lock.unlock();
        }
    }

    /** The oldest first. */
    List<LogFile> files() {
        lock.lock();
        try {
            return List.copyOf(files);
        } finally {
            lock.unlock();
        }
    }

    /** The file after this one. */
    LogFile after(LogFile file) {
        lock.lock();
        try {
            var all = files.iterator();
            while (all.hasNext()) {
                if (all.next() == file && all.hasNext()) {
                    return all.next();
                }
            }
            throw new IllegalStateException("no file follows");
        } finally {
            lock.unlock();
        }
    }

    /** The reader has come to this file: of those before, only the last is kept, which has what was read last. */
    void reached(LogFile file) throws IOException {
        var passed = new ArrayList<LogFile>();
        lock.lock();
        try {
            int before = new ArrayList<>(files).indexOf(file) - 1;
            for (int i = 0; i < before; i++) {
                LogFile old = files.removeFirst();
                Long bytes = charged.remove(old);
                if (bytes != null) {
                    held.free(bytes);
                }
                passed.add(old);
            }
        } finally {
            lock.unlock();
        }
        closeAll(passed); // frees what the engine has deleted, which may wait for the disk: nobody waits for that
    }

    /** Waits until there is something else than this end, or until somebody nudges. */
    void await(End known) throws IOException, InterruptedException {
        lock.lock();
        try {
            waitingSince = System.nanoTime();
            waitingAt = known;
            wake();
            while (!stirred && !closed) {
                changed.await();
            }
            stirred = false;
            if (closed) {
                throw new IOException("closed");
            }
        } finally {
            waitingAt = null;
            lock.unlock();
        }
    }

    /** The reader has to look for itself. */
    void nudge() {
        lock.lock();
        try {
            stir();
        } finally {
            lock.unlock();
        }
    }

    /** Whether files have been rotated away that were never seen: it ends with the last that was. */
    boolean broken() {
        return broken;
    }

    /** It is broken, and read to its end. */
    void drained() {
        broken = true;
        drained = true;
    }

    /** They hold something else than lines of json-file. */
    void unlike() {
        unlike = true;
    }

    boolean isUnlike() {
        return unlike;
    }

    boolean isDrained() {
        return drained;
    }

    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
            charged.values().forEach(held::free);
            charged.clear();
            for (LogFile file : files) {
                file.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
