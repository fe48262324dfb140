package io.lastwords.collector.watch;

import io.lastwords.collector.engine.EngineEvent;
import io.lastwords.collector.journal.EventMark;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * How far the engine's events are dealt with, while many watches deal with them at the same time: up to the first one
 * that is not. Thread-safe.
 */
final class EventMarks {
    /** So many events may wait for their watches; more wait in the dispatcher's queue. */
    private static final int MOST = 16_384;

    private final Semaphore room = new Semaphore(MOST);
    private final ArrayDeque<Ticket> underWay = new ArrayDeque<>();
    private @Nullable EventMark reached;

    /** One event that is being dealt with. */
    static final class Ticket {
        private final EventMark mark;
        private boolean finished;

        private Ticket(EventMark mark) {
            this.mark = mark;
        }
    }

    EventMarks(@Nullable EventMark reached) {
        this.reached = reached;
    }

    /** Waits while too many are under way. */
    Ticket dispatched(EngineEvent event) throws InterruptedException {
        room.acquire();
        var ticket = new Ticket(new EventMark(event.time(), event.identity()));
        synchronized (this) {
            underWay.add(ticket);
        }
        return ticket;
    }

    /** Says what is reached now, null where that has not changed. */
    synchronized @Nullable EventMark finished(Ticket ticket) {
        ticket.finished = true;
        room.release();
        EventMark latest = null;
        while (!underWay.isEmpty() && underWay.peek().finished) {
            latest = underWay.remove().mark;
        }
        if (latest == null || (reached != null && latest.time().isBefore(reached.time()))) {
            return null;
        }
        reached = latest;
        return latest;
    }

    /** Says whether this is reached now: nothing is under way, and nothing else has happened until then. */
    synchronized boolean reach(EventMark mark) {
        if (!underWay.isEmpty() || (reached != null && !mark.time().isAfter(reached.time()))) {
            return false;
        }
        reached = mark;
        return true;
    }

    synchronized @Nullable EventMark reached() {
        return reached;
    }

    /** Whether an event of that time is dealt with for sure. */
    synchronized boolean isPast(Instant time) {
        return underWay.isEmpty() || (reached != null && reached.time().isAfter(time));
    }
}
