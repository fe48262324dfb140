package io.lastwords.collector.logs;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The memory that the lines of all containers together may take while they wait to be sent. A reader that finds it
 * spent waits, for as long as it takes; it may overdraw it by one line, which keeps the hot path to one comparison.
 */
public final class Budget {
    /** Enough for 128 full buffers. */
    public static final long DEFAULT_BYTES = 32L << 20;

    private final long limit;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition freed = lock.newCondition();
    private long used;

    /** A budget of so many bytes. */
    public Budget(long limit) {
        this.limit = limit;
    }

    long used() {
        lock.lock();
        try {
            return used;
        } finally {
            lock.unlock();
        }
    }
}
