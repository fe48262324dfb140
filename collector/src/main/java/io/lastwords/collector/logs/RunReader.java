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
    private @Nullable EngineConnection current;
    private @Nullable String lost;

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
                    any = read(answer, reading, end);
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
            throw interrupted(e);
        } finally {
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
                    any = read(answer, reading, () -> die);
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
                read(answer, forward, () -> null);
            }
            if (!forward.cut) {
                return null;
            }
            assembler.finish(false);
            var tail = new Reading(progress.read());
            tail.lostReason = "the log is longer than the first look back reads";
            try (var answer = open(LogQuery.tail(tail.from.since(), TAIL))) {
                read(answer, tail, () -> null);
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

    /** Ends whatever is being read, at once. */
    @Override
    public void close() {
        EngineConnection open;
        lock.lock();
        try {
            closed = true;
            open = current;
            woken.signalAll();
        } finally {
            lock.unlock();
        }
        if (open != null) {
            open.close();
        }
    }

    /** One pass over the log. */
    private static final class Reading {
        final LogPosition from;
        final Resumption resumption;
        long bytesLeft = Long.MAX_VALUE;
        boolean cut;
        String lostReason = ROTATED;

        @Nullable
        LostLines gap;

        Reading(LogPosition from) {
            this.from = from;
            resumption = new Resumption(from);
        }
    }

    /** Takes all that is new; whether anything was. */
    private boolean read(EngineConnection answer, Reading reading, Supplier<@Nullable Instant> end)
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
            if (given == Known.ALL) {
                continue;
            }
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
            current = connection;
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
            case 404 -> "the container was removed before its log was read to the end";
            case 501 -> "its log driver cannot be read: " + e.getMessage();
            default -> "the engine refused its log (" + e.status() + "): " + e.getMessage();
        };
    }

    private static String trouble(LogTroubleException e) {
        return "the engine cannot read its log: " + e.getMessage();
    }
}
