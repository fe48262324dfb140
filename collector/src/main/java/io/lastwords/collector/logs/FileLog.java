package io.lastwords.collector.logs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One container's log in its files, from the first look at them until the reader is closed: what was open once can be
 * read to its end, also when its container is gone. Any number of threads.
 */
final class FileLog implements AutoCloseable {
    /** Asks the engine of the container. */
    interface Inspecting {
        Inspection inspect() throws IOException;
    }

    /** An engine sees a process's end within so long, also a busy one. */
    private static final long NOTICED = TimeUnit.SECONDS.toNanos(1);

    private final FileLogs all;
    private final LoggedContainer container;
    private final Inspecting engine;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable FileChain chain;
    private @Nullable Inspection seenOpening;
    private long capacity;
    private volatile boolean refused;
    private boolean closed;

    FileLog(FileLogs all, LoggedContainer container, Inspecting engine) {
        this.all = all;
        this.container = container;
        this.engine = engine;
    }

    /** The entries; null where the engine has to be asked for them, from now on. */
    @Nullable
    Entries open(LogQuery query) throws IOException, InterruptedException {
        lock.lock();
        try {
            FileChain files = chain(query.since());
            if (files == null) {
                return null;
            }
            BooleanSupplier alive = null;
            if (query.follow()) {
                MainProcess process = process();
                if (process == null) {
                    return null;
                }
                alive = process::isAlive;
            }
            try {
                files.look();
            } catch (IOException e) {
                refuse(e.getMessage());
                return null;
            }
            var start = query.tail() > 0
                    ? FileStart.tail(files.files(), query.tail())
                    : FileStart.since(
                            files.files(), query.since() == null ? Long.MIN_VALUE : Stamp.nanos(query.since()));
            return new FileEntries(files, start, query, alive, capacity);
        } finally {
            lock.unlock();
        }
    }

    /** Whether the files are open, now that this was asked. */
    boolean hold(@Nullable Instant since) throws IOException {
        lock.lock();
        try {
            return chain(since) != null;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the files are open. */
    boolean held() {
        return chain != null && !refused;
    }

    /** Whether what a run wrote first may have been thrown away before the files were opened. */
    boolean mayHaveLostBeginning(Instant run) {
        FileChain open = chain;
        return open != null && open.mayHaveLost(run);
    }

    /** A follower has to look whether its run is over. Never waits. */
    void nudge() {
        FileChain open = chain;
        if (open != null) {
            open.nudge();
        }
    }

    private @Nullable FileChain chain(@Nullable Instant since) throws IOException {
        FileChain open = chain;
        if (open != null && open.isUnlike()) {
            refuse("they are not as json-file writes them");
        }
        if (refused) {
            return null;
        }
        if (open != null && !open.isDrained()) {
            return open;
        }
        release();
        if (closed) {
            throw new IOException("closed");
        }
        Inspection seen = engine.inspect();
        seenOpening = seen;
        Path path = all.path(seen, container.id());
        if (path == null) {
            refused = true;
            return null;
        }
        capacity = seen.files() < 2 ? seen.fileBytes() : 0;
        long from = since == null ? Long.MIN_VALUE : Stamp.nanos(since) - FileStart.MARGIN;
        try {
            chain = FileChain.open(path, Math.max(1, seen.files()), seen.fileBytes(), from, all.held);
            all.pulse.add(chain);
        } catch (NoSuchFileException e) {
            refuse(LogFile.attributes(folder(path)) == null ? folder(path) + " is not there" : null);
        } catch (AccessDeniedException e) {
            refuse(folder(path) + " may not be read");
        } catch (IOException e) {
            refuse(e.getMessage());
        }
        return chain;
    }

    /** Where all containers have theirs; if it is there, this one's log is only gone. */
    private static Path folder(Path log) {
        Path own = log.getParent();
        Path all = own == null ? null : own.getParent();
        return all == null ? log : all;
    }

    /** The run's main process; null where it cannot be seen. */
    private @Nullable MainProcess process() throws IOException, InterruptedException {
        Inspection seen = seenOpening;
        seenOpening = null;
        long pid = seen == null ? pid() : seen.pid();
        if (pid <= 0) {
            return MainProcess.GONE;
        }
        MainProcess process = MainProcess.of(pid, container.id()).orElse(null);
        if (process != null) {
            all.processesSeen = true;
            return process;
        }
        if (all.processesSeen || endsSoon(pid)) {
            return MainProcess.GONE;
        }
        refuse("the containers' processes cannot be seen from here, so that nothing would tell their runs apart");
        return null;
    }

    /** Whether the engine, too, sees that the process has ended, which it may do a little later. */
    private boolean endsSoon(long pid) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        while (pid() == pid) {
            if (System.nanoTime() - begun >= NOTICED) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(20); // it may never end, and no event would say so
        }
        return true;
    }

    /** The main process's number, as the engine has it; 0 where it has ended. */
    private long pid() throws IOException {
        try {
            return engine.inspect().pid();
        } catch (EngineAnswerException e) {
            if (container.autoRemove()) {
                return 0;
            }
            throw e;
        }
    }

    /**
     * @param reason null where there is nothing to tell
     */
    private void refuse(@Nullable String reason) throws IOException {
        refused = true;
        release();
        if (reason != null) {
            all.tell(reason);
        }
    }

    private void release() throws IOException {
        FileChain open = chain;
        if (open != null) {
            chain = null;
            all.pulse.remove(open);
            open.close();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            release();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lock.unlock();
        }
    }
}
