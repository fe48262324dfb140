package io.lastwords.collector.logs;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.lastwords.model.journal.Gap;
import io.lastwords.model.journal.JournalEvent;
import io.lastwords.model.journal.Origin;
import io.lastwords.model.topic.Json;
import io.lastwords.model.topic.Topics;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One container's lines on their way from its reader to the sender, already in the form of journal records. The reader
 * blocks while it is full, for as long as it takes; nothing is dropped. Thread-safe for one reader and one sender.
 */
public final class ChunkBuffer implements LineSink {
    /** Bytes after which a record is full, so that it fits into 256 KB of memory: who reads them holds many at a time. */
    private static final int RECORD = 240 << 10;

    private static final byte[] END = "]}".getBytes(US_ASCII);
    private static final byte[] COMMA = ",".getBytes(US_ASCII);

    private final Origin origin;
    private final int capacity;
    private final Budget budget;
    private final Taker taker;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final Deque<Chunk> sealed = new ArrayDeque<>();
    private long sealedBytes;
    private volatile boolean closed;
    private volatile @Nullable Instant run;

    private final LineWriter writer = new LineWriter();
    private byte[] head = new byte[0];
    private int timeAt;
    private int lines;
    private long rawBytes;
    private long lastTime;
    private long written;
    private boolean marked;
    private boolean hurried;
    private final long[] after = new long[Progress.NOTE];

    /** Who takes the records. Called by the reader's thread, and must not block. */
    @FunctionalInterface
    public interface Taker {
        /** There is something to take, and there was nothing before. */
        void ready();

        /** Half of the room is taken, once until the next record is: the reader may soon have to wait. */
        default void hurry() {}
    }

    /**
     * @param capacity serialised bytes after which the reader waits
     */
    public ChunkBuffer(Origin origin, int capacity, Budget budget, Taker taker) {
        this.origin = origin;
        this.capacity = capacity;
        this.budget = budget;
        this.taker = taker;
    }

    /** From here on lines belong to the run that began at this time; a record never holds lines of two. */
    public void begin(Instant run) {
        lock.lock();
        try {
            seal();
            this.run = run;
            var start = new ByteArrayOutputStream();
            start.writeBytes(
                    ("{\"type\":\"lines\",\"schema\":" + JournalEvent.SCHEMA + ",\"origin\":").getBytes(US_ASCII));
            start.writeBytes(Json.bytes(origin));
            start.writeBytes(",\"time\":\"".getBytes(US_ASCII));
            timeAt = start.size();
            start.writeBytes(new byte[Stamp.LENGTH]);
            start.writeBytes(("\",\"run\":\"" + Stamp.text(run) + "\",\"lines\":[").getBytes(US_ASCII));
            head = start.toByteArray();
        } finally {
            lock.unlock();
        }
    }

    /** The run that lines belong to now. */
    Instant run() {
        Instant now = run;
        if (now == null) {
            throw new IllegalStateException("no run has begun");
        }
        return now;
    }

    @Override
    public void line(Line line, Progress progress) throws BufferClosedException, InterruptedException {
        boolean first;
        boolean half;
        int before;
        budget.awaitRoom(() -> closed);
        lock.lockInterruptibly();
        try {
            awaitRoom();
            first = sealed.isEmpty() && lines == 0;
            int worst = LineWriter.AROUND + LineWriter.A_BYTE * (line.to - line.from);
            if (lines > 0 && (writer.length() >= RECORD || writer.length() + worst > Topics.MAX_RECORD_BYTES)) {
                seal();
            }
            before = writer.length();
            writer.raw(lines == 0 ? head : COMMA);
            writer.line(line);
            writer.patch(timeAt, line.stamp, line.stampAt, Stamp.LENGTH);
            lines++;
            rawBytes += line.size;
            written += line.size;
            marked |= line.marker;
            lastTime = line.time;
            progress.note(after);
            budget.take(writer.length() - before);
            half = !hurried && (sealedBytes + writer.length() >= capacity / 2 || budget.scarce());
            hurried |= half;
        } finally {
            lock.unlock();
        }
        if (first) {
            taker.ready();
        }
        if (half) {
            taker.hurry();
        }
    }

    @Override
    public void gap(LostLines lost, Progress progress) throws BufferClosedException, InterruptedException {
        boolean first;
        byte[] json = Json.bytes(new Gap(origin, lost.to(), run(), lost.from(), lost.bytes(), lost.reason()));
        budget.awaitRoom(() -> closed);
        lock.lockInterruptibly();
        try {
            awaitRoom();
            first = sealed.isEmpty() && lines == 0;
            seal();
            add(new Chunk(json, lost.to(), progress.given(), 0, 0, false));
            budget.take(json.length);
        } finally {
            lock.unlock();
        }
        if (first) {
            taker.ready();
        }
    }

    /**
     * What has come through so far.
     *
     * @param bytes as the program wrote them
     * @param marker whether the marker was among them
     */
    public record Output(long bytes, boolean marker) {}

    /** What has come through so far. */
    public Output output() {
        lock.lock();
        try {
            return new Output(written, marked);
        } finally {
            lock.unlock();
        }
    }

    private void awaitRoom() throws BufferClosedException, InterruptedException {
        while (!closed && sealedBytes + writer.length() >= capacity) {
            room.await();
        }
        if (closed) {
            throw new BufferClosedException();
        }
    }

    /** The oldest record, never blocking; null where there is nothing. */
    public @Nullable Chunk take() {
        Chunk chunk;
        lock.lock();
        try {
            hurried = false;
            chunk = sealed.poll();
            if (chunk == null) {
                chunk = cut(true);
                writer.release();
            } else {
                sealedBytes -= chunk.json().length;
            }
            room.signalAll();
        } finally {
            lock.unlock();
        }
        if (chunk != null) {
            budget.give(chunk.json().length);
        }
        return chunk;
    }

    /** Bytes of memory for what comes next. */
    int held() {
        lock.lock();
        try {
            return writer.held();
        } finally {
            lock.unlock();
        }
    }

    /** Whether there is something to take. */
    public boolean isEmpty() {
        lock.lock();
        try {
            return sealed.isEmpty() && lines == 0;
        } finally {
            lock.unlock();
        }
    }

    /** Releases a waiting reader with an exception, now and on each later append; what is in it can still be taken. */
    public void close() {
        closed = true;
        lock.lock();
        try {
            room.signalAll();
        } finally {
            lock.unlock();
        }
        budget.recheck();
    }

    private void seal() {
        Chunk chunk = cut(false);
        if (chunk != null) {
            add(chunk);
        }
    }

    /** What is open as a record; null where there is nothing. */
    private @Nullable Chunk cut(boolean last) {
        if (lines == 0) {
            return null;
        }
        writer.raw(END);
        budget.take(END.length);
        var chunk = new Chunk(writer.toBytes(), Stamp.instant(lastTime), Progress.noted(after), lines, rawBytes, last);
        writer.reset();
        lines = 0;
        rawBytes = 0;
        return chunk;
    }

    private void add(Chunk chunk) {
        sealed.add(chunk);
        sealedBytes += chunk.json().length;
    }
}
