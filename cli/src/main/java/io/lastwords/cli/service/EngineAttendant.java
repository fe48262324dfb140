package io.lastwords.cli.service;

import io.lastwords.cli.failure.Failure;
import io.lastwords.cli.service.CollectorService.Watching;
import io.lastwords.collector.Collector;
import io.lastwords.collector.CollectorFailedException;
import io.lastwords.collector.CollectorSettings;
import io.lastwords.collector.EngineUnavailableException;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Waits for one engine to answer, and then lets a collector follow it to the end. Has a thread of its own. */
final class EngineAttendant implements AutoCloseable {
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final CollectorSettings settings;
    private final Clock clock;
    private final CollectorService service;
    private final Thread thread;
    private @Nullable Collector collector;
    private boolean closed;

    EngineAttendant(CollectorSettings settings, Clock clock, CollectorService service) {
        this.settings = settings;
        this.clock = clock;
        this.service = service;
        this.thread = Thread.ofPlatform()
                .daemon()
                .name("engine " + settings.dockerHost())
                .unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            var next = reached();
            if (next != null) {
                var watching = next.start();
                service.up(new Watching(watching.containers(), watching.host()));
                next.awaitEnd();
            }
            service.over(null);
        } catch (InterruptedException e) {
            service.over(null);
        } catch (CollectorFailedException | EngineUnavailableException e) {
            service.over(Failure.of(e));
        } catch (Failure | RuntimeException e) {
            service.over(e);
        }
    }

    /** A collector whose engine answers; null where it was closed before. */
    private @Nullable Collector reached() throws Failure, InterruptedException {
        boolean complained = false;
        while (true) {
            var next = new Collector(settings, clock);
            try {
                var engine = next.connect();
                if (!take(next)) {
                    next.close();
                    return null;
                }
                service.claim(engine.id(), engine.host(), settings.dockerHost());
                return next;
            } catch (EngineUnavailableException e) {
                if (!complained) {
                    service.down(String.valueOf(e.getMessage()));
                }
                complained = true;
            }
            Thread.sleep(AGAIN);
        }
    }

    /** Only now is there something to close; an engine that does not answer holds up no end. */
    private synchronized boolean take(Collector next) {
        if (!closed) {
            collector = next;
        }
        return !closed;
    }

    @Override
    public void close() {
        Collector last;
        synchronized (this) {
            closed = true;
            last = collector;
        }
        thread.interrupt();
        if (last != null) {
            last.close();
        }
    }
}
