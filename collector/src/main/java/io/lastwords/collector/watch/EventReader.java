package io.lastwords.collector.watch;

import io.lastwords.collector.engine.EngineEvent;
import io.lastwords.collector.engine.EventFeed;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Takes events off the engine and puts them into a queue, and does nothing else: a client that does not read loses
 * events and slows the engine. Where the queue is full it hangs up; the events are asked for again afterwards, as far
 * as the engine still knows them.
 */
final class EventReader implements AutoCloseable {
    private final EventFeed feed;
    private final BlockingQueue<Arrival> queue;
    private final Thread thread;

    /** What the dispatcher is given. */
    sealed interface Arrival permits Arrived, Broken, Asked, Tick {}

    /** An event, and who read it. */
    record Arrived(EngineEvent event, EventReader by) implements Arrival {}

    /** No more will come of this reader. */
    record Broken(String reason, EventReader reader) implements Arrival {}

    /**
     * The engine was asked what it remembers of the time since the last event.
     *
     * @param until so far
     * @param event the first that this reader ought to have brought by then; null where there is none
     */
    record Asked(
            EventReader reader, Instant until, @Nullable EngineEvent event) implements Arrival {}

    /** Time passes. */
    record Tick() implements Arrival {}

    EventReader(EventFeed feed, BlockingQueue<Arrival> queue) {
        this.feed = feed;
        this.queue = queue;
        this.thread = Thread.ofPlatform().name("lastwords-events").daemon().unstarted(this::run);
    }

    EventReader start() {
        thread.start();
        return this;
    }

    private void run() {
        String reason = "the engine closed the event stream";
        try (feed) {
            for (EngineEvent event = feed.next(); event != null; event = feed.next()) {
                if (!queue.offer(new Arrived(event, this))) {
                    reason = "events come faster than Kafka takes them";
                    break;
                }
            }
        } catch (IOException e) {
            reason = String.valueOf(e.getMessage());
        }
        try {
            queue.put(new Broken(reason, this));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closing: nobody listens any more
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        feed.close();
    }
}
