package io.lastwords.collector.logs;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after all logs that are read from files, on one thread: often where lines come, so that no file is rotated away
 * unseen, else rarely. Any thread may use it.
 */
final class Pulse {
    private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);

    /** A tenth of the time in which the fastest writer fills 10 MB. */
    private static final long FAST = TimeUnit.MILLISECONDS.toNanos(3);

    private static final long SLOW = TimeUnit.MILLISECONDS.toNanos(100);

    private final Set<FileChain> chains = ConcurrentHashMap.newKeySet();
    private boolean running;

    void add(FileChain chain) {
        synchronized (this) {
            chains.add(chain);
            if (!running) {
                running = true;
                Thread.ofPlatform().name("lastwords-log-files").daemon().start(this::run);
            }
        }
    }

    void remove(FileChain chain) {
        chains.remove(chain);
    }

    private void run() {
        long lastAll = System.nanoTime() - SLOW;
        try {
            while (goesOn()) {
                long now = System.nanoTime();
                boolean all = now - lastAll >= SLOW;
                boolean lively = false;
                for (FileChain chain : chains) {
                    if (all || chain.lively(now)) {
                        look(chain);
                        lively |= chain.lively(now);
                    }
                }
                lastAll = all ? now : lastAll;
                TimeUnit.NANOSECONDS.sleep(lively ? FAST : SLOW);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody does
        }
    }

    private synchronized boolean goesOn() {
        running = !chains.isEmpty();
        return running;
    }

    private void look(FileChain chain) {
        try {
            chain.glance();
        } catch (IOException e) {
            remove(chain);
            chain.nudge(); // its reader meets the same, and knows what to do
            LOG.atDebug().addKeyValue("reason", e.getMessage()).log("a log's files cannot be looked at");
        }
    }
}
