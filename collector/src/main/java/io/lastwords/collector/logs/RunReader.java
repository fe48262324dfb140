package io.lastwords.collector.logs;

import io.lastwords.collector.logs.FollowResult.Outcome;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads one run's log to its end. Used by one virtual thread; {@link #position} and {@link #close} by any.
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

    private final LogSource source;
    private final String containerId;
    private final boolean tty;
    private final ChunkBuffer out;
    private final Progress progress;
    private final LineAssembler assembler;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition woken = lock.newCondition();
    private volatile LogPosition given;
    private volatile boolean closed;
    private final List<EngineConnection> connections = new ArrayList<>();
    private volatile @Nullable EngineConnection follower;
    private @Nullable String lost;
    /** Whether anything has been taken. */
    private boolean begun;

    /**
     * @param from how far the log is read already; with {@code LogPosition.at(previous die)} for a run after another
     *     whose position is not known
     * @param out has been told of this run by {@link ChunkBuffer#begin}; gaps go into it too, in their place
     */
    public RunReader(
            LogSource source, String containerId, boolean tty, LogPosition from, LineSettings lines, ChunkBuffer out) {
        this.source = source;
        this.containerId = containerId;
        this.tty = tty;
        this.out = out;
        this.progress = new Progress(from);
        this.assembler = new LineAssembler(lines, tty, progress, out);
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
                Inspection container;
                boolean any;
                Reading reading = new Reading(progress.read());
                try (var answer = open(LogQuery.follow(reading.from.since()))) {
                    // only now, and not before: a follower that was open while the run lived never goes on into the
                    // next
                    container = source.inspect(containerId);
                    if (!container.isRun(out.run())) {
                        break;
                    }
                    follower = answer;
                    any = read(answer, reading, end, container.rotates() ? new Rotation(container) : null);
                }
                if (end.get() == null && !source.inspect(containerId).isRun(out.run())) {
                    break;
                }
                pause = any ? FIRST_PAUSE : Math.min(LAST_PAUSE, pause * 2);
                await(pause, end);
            }
            return FollowResult.of(closed ? Outcome.CLOSED : Outcome.RUN_ENDED);
        } catch (EngineAnswerException e) {
            return new FollowResult(Outcome.UNREADABLE, reason(e));
        } catch (LogTroubleException e) {
            return new FollowResult(Outcome.UNREADABLE, trouble(e));
        } catch (BufferClosedException e) {
            return FollowResult.of(Outcome.CLOSED);
        } catch (IOException e) {
            if (closed) {
                return FollowResult.of(Outcome.CLOSED);
            }
            if (end.get() != null) {
                return FollowResult.of(Outcome.RUN_ENDED);
            }
            throw interrupted(e);
        } finally {
            follower = null;
            given = progress.given();
        }
    }

    /**
     * Reads what the follower has not, up to and including {@code die}, until nothing new comes; then a line without
     * newline is given out as it is.
     */
    public Completion complete(Instant die) throws IOException, InterruptedException {
        String reason = null;
        try {
            boolean any = true;
            while (any) {
                var reading = new Reading(progress.read());
                try (var answer = open(LogQuery.read(reading.from.since(), die))) {
                    any = read(answer, reading, () -> die, null);
                }
            }
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
     * The first look at a run that has begun long ago: forward from {@code since}, {@code maxBytes} at most; where
     * there is more, a gap, and the last 1,000 entries.
     *
     * @return the gap, which is in the buffer already; null where everything was read
     */
    public @Nullable LostLines lookBack(Instant since, long maxBytes) throws IOException, InterruptedException {
        try {
            var forward = new Reading(progress.read());
            Instant known = forward.from.since();
            forward.bytesLeft = maxBytes;
            try (var answer = open(LogQuery.read(known == null || known.isBefore(since) ? since : known, null))) {
                read(answer, forward, () -> null, null);
            }
            if (!forward.cut) {
                return null;
            }
            assembler.finish(false);
            var tail = new Reading(progress.read());
            tail.lostReason = "the log is longer than the first look back reads";
            try (var answer = open(LogQuery.tail(tail.from.since(), TAIL))) {
                read(answer, tail, () -> null, null);
            }
            return tail.gap;
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

    /**
     * The run is over, and there is no time to wait until the engine ends the follower's stream, some 90 ms after: a
     * container that removes itself is gone by then.
     */
    public void hurry() {
        EngineConnection open = follower;
        if (open != null) {
            open.close();
        }
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
        Resumption resumption;
        long bytesLeft = Long.MAX_VALUE;
        boolean cut;
        long judged = Long.MIN_VALUE;
        boolean setBack;
        String lostReason = ROTATED;

        @Nullable
        LostLines gap;

        Reading(LogPosition from) {
            this.from = from;
            resumption = new Resumption(from);
        }
    }

    /** Takes all that is new; whether anything was. */
    private boolean read(
            EngineConnection answer, Reading reading, Supplier<@Nullable Instant> end, @Nullable Rotation rotation)
            throws IOException, InterruptedException {
        var entries = new Demultiplexer(answer, tty);
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
            int given = reading.resumption.covers(entry);
            if (given != Known.ALL && rotation != null) {
                given = doubted(entry, given, reading, rotation);
            }
            if (given == Known.ALL) {
                continue;
            }
            if (!any && !begun && reading.resumption.fromNothing()) {
                missingBeginning(entry.time);
            }
            begun = true;
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
        if (!rotation.suspects(entry, progress.newest(), source::now)) {
            return given;
        }
        var missed = new Reading(progress.read());
        boolean any;
        try (var answer = open(LogQuery.read(missed.from.since(), Stamp.instant(entry.time - 1)))) {
            any = read(answer, missed, () -> null, null);
        }
        boolean gone = missed.resumption.anchorMissing();
        if (gone && (rotation.fleeting() || count(entry.stderr, entry.time) > 0)) {
            gap(missed, entry.time);
        } else if (!any) {
            rotation.wasWrong();
        }
        reading.resumption = Resumption.within(progress.read());
        return reading.resumption.covers(entry);
    }

    /**
     * Whether the engine's clock is behind what was read, so that an entry from before may be new. Where it is not, the
     * follower goes through a file again that it has been through, as it does when files change quickly.
     */
    private boolean clockSetBack(Reading reading, long newest) throws IOException {
        if (reading.judged != newest) {
            Instant now = source.inspect(containerId).asked();
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
            var entries = new Demultiplexer(answer, tty);
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
        Inspection container = source.inspect(containerId);
        if (container.leastKept() <= 0) {
            return;
        }
        long kept = 0;
        try (var answer = open(LogQuery.read(null, null))) {
            var entries = new Demultiplexer(answer, tty);
            Entry entry = entries.next();
            if (entry == null || !Stamp.instant(entry.time).isAfter(out.run())) {
                return;
            }
            for (; entry != null && kept < container.leastKept(); entry = entries.next()) {
                kept += container.stored(entry);
            }
        }
        if (kept >= container.leastKept()) {
            var gap = new LostLines(null, Stamp.instant(first), null, ROTATED);
            lost = gap.reason();
            out.gap(gap, progress);
        }
    }

    private void gap(Reading reading, long to) throws IOException, InterruptedException {
        var gap = new LostLines(
                Stamp.instant(reading.resumption.anchorTime()), Stamp.instant(to), null, reading.lostReason);
        reading.gap = gap;
        lost = gap.reason();
        out.gap(gap, progress);
    }

    private EngineConnection open(LogQuery query) throws IOException {
        var connection = source.logs(containerId, query);
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
            return source.inspect(containerId).driver().equals("local");
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
            case 500 ->
                e.getMessage() != null && e.getMessage().endsWith("no such file or directory") ? REMOVED : refused(e);
            case 501 -> "its log driver cannot be read: " + e.getMessage();
            default -> refused(e);
        };
    }

    private static String refused(EngineAnswerException e) {
        return "the engine refused its log (" + e.status() + "): " + e.getMessage();
    }

    private static String trouble(LogTroubleException e) {
        return "the engine cannot read its log: " + e.getMessage();
    }
}
