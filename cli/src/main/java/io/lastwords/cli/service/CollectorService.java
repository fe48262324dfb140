package io.lastwords.cli.service;

import io.lastwords.cli.failure.Failure;
import io.lastwords.collector.Collector;
import io.lastwords.collector.Collector.Watching;
import io.lastwords.collector.CollectorFailedException;
import io.lastwords.collector.CollectorSettings;
import io.lastwords.collector.EngineUnavailableException;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;

/** The collector in this process. */
public final class CollectorService implements Service {
    private final Collector collector;
    private final String withoutEngine;
    private final CompletableFuture<Watching> watching = new CompletableFuture<>();

    /**
     * Makes it; nothing is connected yet.
     *
     * @param withoutEngine what else there is to do where no engine answers; goes behind the collector's own line
     */
    public CollectorService(CollectorSettings settings, Clock clock, String withoutEngine) {
        collector = new Collector(settings, clock);
        this.withoutEngine = withoutEngine;
    }

    /** What it watches; to be asked once it has started. */
    public Watching watching() {
        return watching.join();
    }

    @Override
    public String name() {
        return "collector";
    }

    @Override
    public void start() throws Failure, InterruptedException {
        try {
            watching.complete(collector.start());
        } catch (EngineUnavailableException e) {
            throw new Failure(e.getMessage() + withoutEngine, e);
        } catch (CollectorFailedException e) {
            throw Failure.of(e);
        }
    }

    @Override
    public void awaitEnd() throws Failure, InterruptedException {
        try {
            collector.awaitEnd();
        } catch (CollectorFailedException e) {
            throw Failure.of(e);
        }
    }

    @Override
    public void close() {
        collector.close();
    }
}
