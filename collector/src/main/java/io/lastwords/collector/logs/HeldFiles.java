package io.lastwords.collector.logs;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes may be kept from being freed on disk, over all containers: rotated files that the engine has deleted
 * and that are yet to be read. Any number of threads.
 */
final class HeldFiles {
    private final long most;
    private final AtomicLong held = new AtomicLong();

    HeldFiles(long most) {
        this.most = most;
    }

    /** Whether so many more may be held; if so, they are. */
    boolean hold(long bytes) {
        if (held.addAndGet(bytes) <= most) {
            return true;
        }
        held.addAndGet(-bytes);
        return false;
    }

    void free(long bytes) {
        held.addAndGet(-bytes);
    }
}
