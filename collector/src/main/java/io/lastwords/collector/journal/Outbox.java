package io.lastwords.collector.journal;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent, in one order for all: records, runs that have lines to give, and marks. Bounded by the bytes
 * of the records; lines wait in buffers of their own.
 */
final class Outbox {
    private final long capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Condition emptied = lock.newCondition();
    private final ArrayDeque<Item> items = new ArrayDeque<>();
    private long bytes;
    private boolean hurried;
    private boolean closed;

    Outbox(long capacity) {
        this.capacity = capacity;
    }

    /** One thing to be sent. */
    sealed interface Item permits Records, Lines, Mark {}

    /** An entry, serialised. */
    record Records(List<Outgoing> records, long bytes) implements Item {}

    /** A run that has lines to give. */
    record Lines(RunFeed feed) implements Item {}

    /** Events up to here are dealt with. */
    record Mark(EventMark mark) implements Item {}

    /** Adds records, waiting while there is no room. */
    void put(Records records) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (bytes > 0 && bytes + records.bytes() > capacity && !closed) {
                emptied.await();
            }
            if (closed) {
                throw new InterruptedException("the journal is closed");
            }
            bytes += records.bytes();
            items.add(records);
            filled.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Adds what takes no room of its own. */
    void offer(Item item) {
        lock.lock();
        try {
            boolean empty = items.isEmpty();
            boolean taken = items.size() == 1; // perhaps the first one is just being taken
            if (item instanceof Mark && !taken && items.peekLast() instanceof Mark) {
                items.removeLast();
            }
            items.add(item);
            if (empty) {
                filled.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is something, or it is closed; says whether there is something. */
    boolean await() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (items.isEmpty() && !closed) {
                filled.await();
            }
            return !items.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for more to come, so that a transaction holds more than one record: a moment from when records wait, and longer
     * where only lines do, unless they need room.
     */
    void gather(long recordsMillis, long linesMillis) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(linesMillis);
            while (left > 0 && bytes == 0 && !hurried && !closed) {
                left = filled.awaitNanos(left);
            }
            left = bytes == 0 ? 0 : TimeUnit.MILLISECONDS.toNanos(recordsMillis);
            while (left > 0 && !hurried && !closed) {
                left = filled.awaitNanos(left);
            }
            hurried = false;
        } finally {
            lock.unlock();
        }
    }

    /** Ends what {@link #gather} waits for, now or next time. */
    void hurry() {
        lock.lock();
        try {
            hurried = true;
            filled.signal();
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return items.size();
        } finally {
            lock.unlock();
        }
    }

    @Nullable
    Item peek() {
        lock.lock();
        try {
            return items.peek();
        } finally {
            lock.unlock();
        }
    }

    /** Takes away the first one, which was peeked at. */
    void remove() {
        lock.lock();
        try {
            if (items.remove() instanceof Records records) {
                bytes -= records.bytes();
                emptied.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Nobody waits any more; what is there can still be taken. */
    void close() {
        lock.lock();
        try {
            closed = true;
            filled.signalAll();
            emptied.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
