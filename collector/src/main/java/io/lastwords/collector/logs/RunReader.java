package io.lastwords.collector.logs;

import io.lastwords.collector.logs.FollowResult.Outcome;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
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
    private static final int TAIL = 1000;
    private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long LAST_PAUSE = TimeUnit.SECONDS.toNanos(1);
    private static final String REMOVED = "the container was removed before its log was read to the end";
    private static final String ROTATED = "the engine rotated its log away before it was read";

    private static final String LONG = "the log is longer than the first look back reads";

    private final LogSource source;
    private final LoggedContainer container;
    private final FileEnds files;
    private final ChunkBuffer out;
    private final Progress progress;
    private final LineAssembler assembler;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition woken = lock.newCondition();
    private volatile LogPosition given;
    private volatile boolean closed;
    private volatile @Nullable FutureTask<EngineConnection> asked;
    private final List<EngineConnection> connections = new ArrayList<>();
    private @Nullable String lost;
    /** Whether anything has been taken. */
    private boolean begun;
    /** Whether the look back was cut short, so that reading goes on near the end. */
    private boolean skips;

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
                if (!container.askAtEnd() && !lives()) {
                    break; // asked for now, its log might keep it from going, see complete
                }
                Reading reading = reading();
                try (var answer = open(LogQuery.follow(reading.from.since(), reading.tail))) {
                    // only now, and not before: a follower that was open while the run lived never goes on into the
                    // next
                    Inspection seen = unlessGone();
                    if (seen != null && !container.autoRemove() && !seen.isRun(out.run())) {
                        skips = reading.tail > 0;
                        break;
                    }
                    any = read(answer, reading, end, seen != null && seen.rotates() ? new Rotation(seen) : null);
                }
                if (end.get() == null && (container.autoRemove() || !inspect().isRun(out.run()))) {
                    break;
                }
                pause = any ? FIRST_PAUSE : Math.min(LAST_PAUSE, pause * 2);
                await(pause, end);
            }
            return FollowResult.of(closed ? Outcome.CLOSED : Outcome.RUN_ENDED);
        } catch (EngineAnswerException e) {
            return container.autoRemove() && reason(e).equals(REMOVED)
                    ? FollowResult.of(Outcome.RUN_ENDED)
                    : new FollowResult(Outcome.UNREADABLE, reason(e));
        } catch (LogTroubleException e) {
            return new FollowResult(Outcome.UNREADABLE, trouble(e));
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
            reason = container.askAtEnd() ? rest(die) : REMOVED;
        } catch (EngineAnswerException e) {
            reason = reason(e);
        } catch (LogTroubleException e) {
            reason = trouble(e);
        } catch (IOException e) {
            throw interrupted(e);
        } finally {
            given = progress.given();
        }
        assembler.finish(assembler.inDoubt() && dropsNewlines());
        given = progress.given();
        String why = lost == null ? reason : lost;
        return why == null ? Completion.WHOLE : Completion.not(why);
    }

    /**
     * The run is over. Of a container that removes itself the rest is asked for in this moment, since the next may be too
     * late; what comes waits for {@link #complete}. Never waits itself.
     */
    public void ends(Instant die) {
        if (!container.autoRemove() || !container.askAtEnd()) {
            return;
        }
        var asking = new FutureTask<>(() -> open(LogQuery.read(given.since(), die)));
        asked = asking;
        Thread.ofVirtual().name("last words " + container.id()).start(asking);
    }

    private EngineConnection last(Reading reading, Instant die) throws IOException, InterruptedException {
        var asking = asked;
        asked = null;
        if (asking == null) {
            return open(LogQuery.read(reading.from.since(), die, reading.tail));
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

    /** Reads on to the run's end; null, or why that may not be all. */
    private @Nullable String rest(Instant die) throws IOException, InterruptedException {
        boolean again = true;
        while (again) {
            var reading = reading();
            try (var answer = last(reading, die)) {
                boolean any = read(answer, reading, () -> die, null);
                again = reading.tail > 0 || (any && !container.autoRemove());
            }
            if (container.autoRemove() && !reading.found && !stays()) {
                return REMOVED; // an empty log looks just like one that is gone
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
                Inspection seen = inspect();
                until = seen.isRun(out.run()) ? seen.earlier() : null;
            }
            if (until == null) {
                return false;
            }
            var forward = new Reading(progress.read(), 0);
            Instant known = forward.from.since();
            forward.bytesLeft = maxBytes;
            Instant last = until;
            try (var answer = open(LogQuery.read(known == null || known.isBefore(since) ? since : known, last))) {
                read(answer, forward, () -> last, null);
            }
            if (forward.cut) {
                assembler.finish(false);
                skips = true;
            }
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
        List<EngineConnection> open;
        lock.lock();
        try {
            closed = true;
            open = List.copyOf(connections);
            woken.signalAll();
        } finally {
            lock.unlock();
        }
        open.forEach(EngineConnection::close);
    }

    /** One pass over the log. */
    private static final class Reading {
        final LogPosition from;
        /** Only so many last entries, 0 for all. */
        final int tail;

        Resumption resumption;
        long bytesLeft = Long.MAX_VALUE;
        boolean cut;
        /** Whether the engine had anything, known or new. */
        boolean found;

        long judged = Long.MIN_VALUE;
        boolean setBack;

        Reading(LogPosition from, int tail) {
            this.from = from;
            this.tail = tail;
            resumption = new Resumption(from);
        }
    }

    private Reading reading() {
        var reading = new Reading(progress.read(), skips ? TAIL : 0);
        skips = false;
        return reading;
    }

    /** Takes all that is new; whether anything was. */
    private boolean read(
            EngineConnection answer, Reading reading, Supplier<@Nullable Instant> end, @Nullable Rotation rotation)
            throws IOException, InterruptedException {
        var entries = new Demultiplexer(answer, container.tty());
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
            reading.found = true;
            int given = reading.resumption.covers(entry);
            if (given != Known.ALL && rotation != null && (any || reading.tail == 0)) {
                given = doubted(entry, given, reading, rotation);
            }
            if (given == Known.ALL) {
                continue;
            }
            if (!any && !begun && reading.resumption.fromNothing()) {
                missingBeginning(entry.time);
            }
            begun = true;
            files.read(entry);
            if (reading.resumption.lostBefore(entry)) {
                gap(reading, entry.time);
            }
            reading.bytesLeft -= entry.size();
            if (reading.bytesLeft < 0) {
                reading.cut = true;
                return any;
            }
            assembler.entry(entry, given);
            any = true;
        }
        return any;
    }

    /**
     * A follower's entry on a log that rotates: it may come twice, and others may be missing before it. How many bytes
     * of it are known, now that both have been looked into.
     */
    private int doubted(Entry entry, int given, Reading reading, Rotation rotation)
            throws IOException, InterruptedException {
        Cursor cursor = progress.of(entry.stderr);
        if (entry.time == cursor.time() && entry.newline() && !assembler.isOpen(entry.stderr)) {
            // two whole lines in one nanosecond: hardly; the engine's follower repeats a line when it changes files
            return count(entry.stderr, entry.time) > cursor.taken() ? given : Known.ALL;
        }
        if (entry.time < cursor.time()) {
            return clockSetBack(reading, cursor.time()) ? given : Known.ALL;
        }
        boolean fresh = files.between();
        if (!rotation.suspects(entry, progress.newest(), fresh, source::now)) {
            return given;
        }
        var missed = new Reading(progress.read(), 0);
        boolean any;
        try (var answer = open(LogQuery.read(missed.from.since(), Stamp.instant(entry.time - 1)))) {
            any = read(answer, missed, () -> null, null);
        }
        if (missed.resumption.anchorMissing() && hole(entry, fresh, rotation)) {
            gap(missed, entry.time);
            fresh = true;
        } else if (!any) {
            rotation.wasWrong();
        }
        if (fresh) {
            files.fileBegins();
        }
        reading.resumption = Resumption.within(progress.read());
        return reading.resumption.covers(entry);
    }

    /** Whether lines are missing before an entry, where the log has neither them nor what was read last. */
    private boolean hole(Entry entry, boolean fresh, Rotation rotation) throws IOException {
        if (fresh) {
            return files.mayHaveFilled(entry.time - progress.newest());
        }
        return rotation.fleeting() || count(entry.stderr, entry.time) > 0;
    }

    /**
     * Whether the engine's clock is behind what was read, so that an entry from before may be new. Where it is not, the
     * follower goes through a file again that it has been through, as it does when files change quickly.
     */
    private boolean clockSetBack(Reading reading, long newest) throws IOException {
        if (reading.judged != newest) {
            Instant now = inspect().asked();
            reading.judged = newest;
            reading.setBack = now != null && Stamp.instant(newest).isAfter(now.plusSeconds(1));
        }
        return reading.setBack;
    }

    /** How many entries of a stream the engine has at exactly this time. */
    private int count(boolean stderr, long time) throws IOException {
        Instant at = Stamp.instant(time);
        int count = 0;
        try (var answer = open(LogQuery.read(at, at))) {
            var entries = new Demultiplexer(answer, container.tty());
            for (Entry entry = entries.next(); entry != null; entry = entries.next()) {
                count += entry.stderr == stderr && entry.time == time ? 1 : 0;
            }
        }
        return count;
    }

    /**
     * The first entry of a log of which nothing was read before. Where the driver keeps as much as it ever keeps, it has
     * thrown away what came before, and some of that may be this run's.
     */
    private void missingBeginning(long first) throws IOException, InterruptedException {
        Inspection seen = inspect();
        if (seen.leastKept() <= 0) {
            return;
        }
        long kept = 0;
        try (var answer = open(LogQuery.read(null, null))) {
            var entries = new Demultiplexer(answer, container.tty());
            Entry entry = entries.next();
            if (entry == null || !Stamp.instant(entry.time).isAfter(out.run())) {
                return;
            }
            for (; entry != null && kept < seen.leastKept(); entry = entries.next()) {
                kept += seen.stored(entry);
            }
        }
        if (kept >= seen.leastKept()) {
            lost = ROTATED;
            out.gap(new LostLines(null, Stamp.instant(first), null, ROTATED), progress);
            files.lost();
        }
    }

    private void gap(Reading reading, long to) throws IOException, InterruptedException {
        String reason = reading.tail > 0 ? LONG : ROTATED;
        lost = reason;
        out.gap(
                new LostLines(Stamp.instant(reading.resumption.anchorTime()), Stamp.instant(to), null, reason),
                progress);
        files.lost();
    }

    /** Null for a container that has removed itself: what was opened before still brings its lines. */
    private @Nullable Inspection unlessGone() throws IOException {
        try {
            return inspect();
        } catch (EngineAnswerException e) {
            if (container.autoRemove()) {
                return null;
            }
            throw e;
        }
    }

    private boolean lives() throws IOException {
        Inspection seen = unlessGone();
        return seen != null && seen.isRun(out.run());
    }

    private boolean stays() throws IOException {
        Inspection seen = unlessGone();
        return seen != null && !seen.removing();
    }

    private Inspection inspect() throws IOException {
        Inspection seen = source.inspect(container.id());
        files.of(seen);
        return seen;
    }

    private EngineConnection open(LogQuery query) throws IOException {
        var connection = source.logs(container.id(), query);
        lock.lock();
        try {
            connections.removeIf(other -> !other.isOpen());
            connections.add(connection);
        } finally {
            lock.unlock();
        }
        if (closed) {
            connection.close();
        }
        return connection;
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

    /** Whether the driver leaves out the newline at the end of a long line. */
    private boolean dropsNewlines() throws IOException {
        try {
            return inspect().driver().equals("local");
        } catch (EngineAnswerException e) {
            return false;
        }
    }

    private static IOException interrupted(IOException e) throws InterruptedException {
        if (e instanceof ClosedByInterruptException) {
            throw new InterruptedException("interrupted while reading a log");
        }
        return e;
    }

    private static String reason(EngineAnswerException e) {
        return switch (e.status()) {
            case 404, 409 -> REMOVED;
            case 500 -> gone(e) ? REMOVED : refused(e);
            case 501 -> "its log driver cannot be read: " + e.getMessage();
            default -> refused(e);
        };
    }

    private static String refused(EngineAnswerException e) {
        return "the engine refused its log (" + e.status() + "): " + e.getMessage();
    }

    private static String trouble(LogTroubleException e) {
        return gone(e) ? REMOVED : "the engine cannot read its log: " + e.getMessage();
    }

    /** The file goes before the container does. */
    private static boolean gone(IOException e) {
        return e.getMessage() != null && e.getMessage().endsWith("no such file or directory");
    }
}
