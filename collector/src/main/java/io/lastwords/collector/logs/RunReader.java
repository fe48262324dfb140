package io.lastwords.collector.logs;

import io.lastwords.collector.logs.FollowResult.Outcome;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads one run's log to its end. Used by one virtual thread; {@link #position}, {@link #ends} and {@link #close} by any.
 *
 * <p>Order of calls: {@link #lookBack} at most once and first, then {@link #follow} any number of times, then {@link
 * #complete} once the run's die time is known. A follower alone loses lines and sometimes whole runs, so only {@code
 * complete} may say that everything is there. An {@link IOException} leaves the reader where it stood: the same call
 * may be made again; except a {@link BufferClosedException}, after which another reader has to go on from the position
 * that was committed.
 */
public final class RunReader implements AutoCloseable {
    private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long LAST_PAUSE = TimeUnit.SECONDS.toNanos(1);
    private static final String ROTATED = "the engine rotated its log away before it was read";

    private static final String LONG = "the log is longer than the first look back reads";

    private final LogSource source;
    private final LoggedContainer container;
    private final ContainerLog log;
    private final FileEnds files;
    private final ChunkBuffer out;
    private final Progress progress;
    private final LineAssembler assembler;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition woken = lock.newCondition();
    private volatile LogPosition given;
    private volatile boolean closed;
    private @Nullable String lost;
    /** Whether anything has been taken. */
    private boolean begun;
    /** Whether the look back was cut short, so that reading goes on near the end. */
    private boolean skips;
    /** Whether the last pass was to go on near the log's end and did not find there what was read last. */
    private boolean far;

    /**
     * @param from how far the log is read already; with {@code LogPosition.at(previous die)} for a run after another
     *     whose position is not known
     * @param files one for all of the container's runs
     * @param out has been told of this run by {@link ChunkBuffer#begin}; gaps go into it too, in their place
     */
    public RunReader(
            LogSource source,
            LoggedContainer container,
            LogPosition from,
            FileEnds files,
            LineSettings lines,
            ChunkBuffer out) {
        this.source = source;
        this.container = container;
        this.log = new ContainerLog(source, container, files);
        this.files = files;
        this.out = out;
        this.progress = new Progress(from);
        this.assembler = new LineAssembler(lines, container.tty(), progress, out);
        this.given = from;
    }

    /**
     * Follows the run until it is over, again where the engine ends the stream before (it does on rotation, and
     * sometimes for no reason).
     *
     * @param end the run's die time once it is known, null before; later entries are the next run's and not taken
     * @throws IOException where the connection broke
     */
    public FollowResult follow(Supplier<@Nullable Instant> end) throws IOException, InterruptedException {
        long pause = FIRST_PAUSE;
        try {
            while (!closed && end.get() == null) {
                boolean any;
                if (!container.askAtEnd() && !log.hold(given.since()) && !log.lives(out.run())) {
                    break; // asked for now, its log might keep it from going, see complete
                }
                Pass pass = pass();
                try (var entries = log.open(LogQuery.follow(pass.since(), pass.tail()))) {
                    // only now, and not before: a follower that was open while the run lived never goes on into the
                    // next
                    Inspection seen = log.unlessGone();
                    if (seen != null && !container.autoRemove() && !seen.isRun(out.run())) {
                        skips = pass.skips();
                        break;
                    }
                    any = read(entries, pass, end, seen == null ? null : doubts(entries, seen));
                }
                if (end.get() == null
                        && (container.autoRemove() || !log.inspect().isRun(out.run()))) {
                    break;
                }
                if (far) {
                    continue; // much has come, and more may be rotated away
                }
                pause = any ? FIRST_PAUSE : Math.min(LAST_PAUSE, pause * 2);
                await(pause, end);
            }
            return FollowResult.of(closed ? Outcome.CLOSED : Outcome.RUN_ENDED);
        } catch (EngineAnswerException e) {
            String why = Refusal.of(e);
            return container.autoRemove() && why.equals(Refusal.REMOVED)
                    ? FollowResult.of(Outcome.RUN_ENDED)
                    : new FollowResult(Outcome.UNREADABLE, why);
        } catch (LogTroubleException e) {
            return new FollowResult(Outcome.UNREADABLE, Refusal.of(e));
        } catch (BufferClosedException e) {
            return FollowResult.of(Outcome.CLOSED);
        } catch (IOException e) {
            if (closed) {
                return FollowResult.of(Outcome.CLOSED);
            }
            throw interrupted(e);
        } finally {
            given = progress.given();
        }
    }

    /**
     * Reads what the follower has not, up to and including {@code die}, until nothing new comes; then a line without
     * newline is given out as it is.
     *
     * <p>Of a container that removes itself there is one chance. Where even that may not be taken ({@link
     * LoggedContainer#askAtEnd}), what the follower brought is all there is, and never sure to be the whole: what was
     * written at the very end may be missing.
     */
    public Completion complete(Instant die) throws IOException, InterruptedException {
        String reason = null;
        try {
            reason = container.askAtEnd() || log.held() ? rest(die) : Refusal.REMOVED;
        } catch (EngineAnswerException e) {
            reason = Refusal.of(e);
        } catch (LogTroubleException e) {
            reason = Refusal.of(e);
        } catch (IOException e) {
            throw interrupted(e);
        } finally {
            given = progress.given();
        }
        assembler.finish(assembler.inDoubt() && log.dropsNewlines());
        given = progress.given();
        String why = lost == null ? reason : lost;
        return why == null ? Completion.WHOLE : Completion.not(why);
    }

    /**
     * The run is over. Of a container that removes itself the rest is asked for in this moment, since the next may be too
     * late; what comes waits for {@link #complete}. Never waits itself.
     */
    public void ends(Instant die) {
        log.runEnds();
        if (!container.autoRemove() || !container.askAtEnd() || log.held()) {
            return;
        }
        log.ask(LogQuery.read(given.since(), die));
    }

    /** Reads on to the run's end; null, or why that may not be all. */
    private @Nullable String rest(Instant die) throws IOException, InterruptedException {
        boolean again = true;
        while (again) {
            var pass = pass();
            try (var entries = log.openAsked(LogQuery.read(pass.since(), die, pass.tail()))) {
                boolean any = read(entries, pass, () -> die, null);
                again = pass.skips() || far || (any && !container.autoRemove());
            }
            if (container.autoRemove() && !pass.found && !log.held() && !log.stays()) {
                return Refusal.REMOVED; // an empty log looks just like one that is gone
            }
        }
        return null;
    }

    /**
     * The first look at a run that has begun long ago: forward from {@code since}, {@code maxBytes} at most; where
     * there is more, reading goes on with the last 1,000 entries, after a gap.
     *
     * @param end the run's die time once it is known, null before
     * @return whether it is done: not where the run is over and nobody knows yet when it ended, since what the engine has
     *     by now may be the next run's
     */
    public boolean lookBack(Instant since, long maxBytes, Supplier<@Nullable Instant> end)
            throws IOException, InterruptedException {
        try {
            Instant until = end.get();
            if (until == null) {
                Inspection seen = log.inspect();
                until = seen.isRun(out.run()) ? seen.earlier() : null;
            }
            if (until == null) {
                return false;
            }
            var forward = Pass.all(progress.read());
            Instant known = forward.from.since();
            forward.bytesLeft = maxBytes;
            Instant last = until;
            try (var entries = log.open(LogQuery.read(known == null || known.isBefore(since) ? since : known, last))) {
                read(entries, forward, () -> last, null);
            }
            if (forward.cut) {
                assembler.finish(false);
                skips = true;
            }
            return true;
        } catch (EngineAnswerException e) {
            var unused = Refusal.of(e);
            return true; // whoever reads on is told why it cannot be read
        } catch (LogTroubleException e) {
            return true;
        } catch (IOException e) {
            throw interrupted(e);
        } finally {
            given = progress.given();
        }
    }

    /** How far the lines given out reach: where the next run's reader goes on. Changes as calls return. */
    public LogPosition position() {
        return given;
    }

    /** Ends whatever is being read, at once. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            woken.signalAll();
        } finally {
            lock.unlock();
        }
        log.close();
    }

    private @Nullable Doubts doubts(Entries entries, Inspection seen) {
        return entries.skips() && seen.rotates()
                ? new Doubts(log, progress, files, new Rotation(seen), source::now, missed)
                : null;
    }

    private Pass pass() {
        LogPosition from = progress.read();
        // a file is searched at no cost, and a log that may go at any moment is asked once
        boolean near = begun && !far && !log.held() && !container.autoRemove();
        var pass = skips ? Pass.last(from) : near ? Pass.near(from) : Pass.all(from);
        skips = false;
        far = false;
        return pass;
    }

    /** Takes all that is new; whether anything was. */
    private boolean read(Entries entries, Pass pass, Supplier<@Nullable Instant> end, @Nullable Doubts doubts)
            throws IOException, InterruptedException {
        boolean any = take(entries, pass, end, doubts);
        far = pass.misses();
        return any;
    }

    private boolean take(Entries entries, Pass pass, Supplier<@Nullable Instant> end, @Nullable Doubts doubts)
            throws IOException, InterruptedException {
        boolean any = false;
        long last = Long.MAX_VALUE;
        for (Entry entry = entries.next(); entry != null; entry = entries.next()) {
            if (last == Long.MAX_VALUE) {
                Instant die = end.get();
                last = die == null ? Long.MAX_VALUE : Stamp.nanos(die);
            }
            if (entry.time > last) {
                return any;
            }
            pass.found = true;
            int given = pass.resumption.covers(entry);
            if (given != Known.ALL && pass.misses()) {
                return any;
            }
            if (given != Known.ALL && doubts != null && (any || !pass.skips())) {
                given = doubts.covers(entry, given, pass, !assembler.isOpen(entry.stderr));
            }
            if (given == Known.ALL) {
                continue;
            }
            if (!any && !begun && pass.resumption.fromNothing() && log.mayHaveLostBeginning(out.run())) {
                gap(new LostLines(null, Stamp.instant(entry.time), null, ROTATED));
                files.fileBegins(); // what is left begins with one
            }
            begun = true;
            boolean gone = pass.resumption.lostBefore(entry);
            if (gone && missed.found(pass, entry.time)) {
                given = pass.resumption.covers(entry);
                gone = false;
            }
            files.read(entry);
            if (gone) {
                missed.gap(pass, entry.time);
            }
            pass.bytesLeft -= entry.size();
            if (pass.bytesLeft < 0) {
                pass.cut = true;
                return any;
            }
            assembler.entry(entry, given);
            any = true;
        }
        return any;
    }

    private final Doubts.Missed missed = new Doubts.Missed() {
        @Override
        public Pass look(long to) throws IOException, InterruptedException {
            return look(Pass.all(progress.read()), to);
        }

        private Pass look(Pass pass, long to) throws IOException, InterruptedException {
            try (var entries = log.open(LogQuery.read(pass.since(), Stamp.instant(to - 1)))) {
                pass.any = read(entries, pass, () -> null, null);
            }
            return pass;
        }

        @Override
        public boolean found(Pass pass, long to) throws IOException, InterruptedException {
            if (pass.isWhole() || !log.leavesOutCompressed()) {
                return false;
            }
            var whole = look(Pass.whole(progress.read()), to);
            files.lost();
            pass.resumption = pass.resumption.within(progress.read());
            return !whole.resumption.anchorMissing();
        }

        @Override
        public void gap(Pass pass, long to) throws IOException, InterruptedException {
            Instant from = Stamp.instant(pass.resumption.anchorTime());
            RunReader.this.gap(new LostLines(from, Stamp.instant(to), null, pass.skips() ? LONG : ROTATED));
        }
    };

    private void gap(LostLines lines) throws IOException, InterruptedException {
        lost = lines.reason();
        out.gap(lines, progress);
        files.lost();
    }

    /** Waits, but not once the reader is closed. */
    private void await(long nanos, Supplier<@Nullable Instant> end) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (left > 0 && !closed && end.get() == null) {
                left = woken.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private static IOException interrupted(IOException e) throws InterruptedException {
        if (e instanceof ClosedByInterruptException) {
            throw new InterruptedException("interrupted while reading a log");
        }
        return e;
    }
}
