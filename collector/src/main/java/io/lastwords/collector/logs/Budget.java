package io.lastwords.collector.logs;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * The memory that the lines of all containers together may take while they wait to be sent. A reader that finds it
 * spent waits, for as long as it takes; it may overdraw it by one line, which keeps the hot path to one comparison.
 */
public final class Budget {
    /** Some transactions' worth; it may take twice as much memory, and shares the heap with an embedded Kafka. */
    public static final long DEFAULT_BYTES = 16L << 20;

    private final long limit;
    private final AtomicLong used = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition freed = lock.newCondition();
    private final AtomicInteger waiting = new AtomicInteger();

    /** A budget of so many bytes. */
    public Budget(long limit) {
        if (limit <= 0) {
            throw new IllegalArgumentException("a budget of " + limit + " bytes lets nothing through");
        }
        this.limit = limit;
    }

    /** How much of it is taken now. */
    public long used() {
        return used.get();
    }

    /** Waits until something is left, or until {@code given up}, after which {@link #recheck} has to be called. */
    void awaitRoom(BooleanSupplier givenUp) throws InterruptedException {
        if (used.get() < limit) {
            return;
        }
        lock.lock();
        try {
            waiting.incrementAndGet();
            while (used.get() >= limit && !givenUp.getAsBoolean()) {
                freed.await();
            }
        } finally {
            waiting.decrementAndGet();
            lock.unlock();
        }
    }

    /** Whether readers may soon have to wait. */
    boolean scarce() {
        return used.get() >= limit / 2;
    }

    void take(long bytes) {
        used.addAndGet(bytes);
    }

    void give(long bytes) {
        used.addAndGet(-bytes);
        if (waiting.get() > 0) {
            recheck();
        }
    }

    void recheck() {
        lock.lock();
        try {
            freed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
