package io.lastwords.collector;

import io.lastwords.collector.engine.Engine;
import io.lastwords.collector.engine.OtherEngineException;
import io.lastwords.collector.engine.UnreachableEngineException;
import io.lastwords.collector.journal.JournalFailedException;
import io.lastwords.collector.journal.KafkaJournal;
import io.lastwords.collector.journal.Positions;
import io.lastwords.collector.logs.LogSource;
import io.lastwords.collector.watch.Dispatcher;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Follows every container of one engine and writes what it sees into {@code lastwords.journal}, each line and each
 * event exactly once, over restarts of itself, of the engine and of Kafka. While Kafka takes nothing, reading waits.
 *
 * <p>One collector for each engine: a second one fences the first. The topics must exist.
 */
public final class Collector implements AutoCloseable {
    private final CollectorSettings settings;
    private final Clock clock;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private @Nullable Engine engine;
    private @Nullable KafkaJournal journal;
    private @Nullable Dispatcher dispatcher;

    public Collector(CollectorSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * What is being watched.
     *
     * @param containers how many containers the engine has, running or not, without those that want to be left alone
     * @param host the first part of every workload's ID
     */
    public record Watching(int containers, String host) {}

    /**
     * Whose containers are to be watched.
     *
     * @param id the engine's own, the same over restarts
     * @param host the first part of every workload's ID
     */
    public record Watched(String id, String host) {}

    /**
     * Asks the engine who it is, before anything is written. To be called once.
     *
     * @throws EngineUnavailableException whose message is one clear line with what to do
     */
    public synchronized Watched connect() throws EngineUnavailableException {
        try {
            Engine found = Engine.connect(settings.dockerHost(), settings.certificates(), clock, settings::markerOf);
            engine = found;
            return new Watched(found.identity().id(), host(found));
        } catch (UnreachableEngineException e) {
            throw new EngineUnavailableException(String.valueOf(e.getMessage()), e);
        }
    }

    private String host(Engine of) {
        String named = settings.hostName();
        return named == null ? of.identity().name() : named;
    }

    /**
     * Connects where that is yet to be done, goes on where a predecessor was, and returns when every container is followed. To be called once.
     *
     * @throws EngineUnavailableException whose message is one clear line with what to do
     * @throws CollectorFailedException where Kafka does not answer, or refuses
     */
    public synchronized Watching start()
            throws EngineUnavailableException, CollectorFailedException, InterruptedException {
        if (engine == null) {
            var unused = connect();
        }
        Engine engine = Objects.requireNonNull(this.engine, "engine");
        String host = host(engine);
        journal = KafkaJournal.of(settings.kafka(), engine.identity().id(), host, clock);
        Positions positions;
        try {
            positions = journal.open();
        } catch (JournalFailedException e) {
            throw new CollectorFailedException(String.valueOf(e.getMessage()), e);
        }
        dispatcher = new Dispatcher(
                engine,
                journal,
                positions,
                host,
                new LogSource(engine.address(), settings.logs()),
                engine.examiner(settings.throwaway()),
                settings.lookBackBytes());
        try {
            return new Watching(dispatcher.start(), host);
        } catch (OtherEngineException e) {
            throw new EngineUnavailableException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Waits until it is closed, or until it cannot go on. Call it after {@link #start}. */
    public void awaitEnd() throws InterruptedException, CollectorFailedException {
        CompletableFuture<Void> writing;
        CompletableFuture<Void> watching;
        synchronized (this) {
            if (journal == null || dispatcher == null) {
                throw new IllegalStateException("the collector has not been started");
            }
            writing = journal.end();
            watching = dispatcher.broken();
        }
        try {
            CompletableFuture.anyOf(closed, writing, watching).get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw cause instanceof JournalFailedException || cause instanceof OtherEngineException
                    ? new CollectorFailedException(String.valueOf(cause.getMessage()), cause)
                    : new CollectorFailedException("the collector broke: " + cause, cause);
        }
    }

    /** Stops reading, and returns when everything that was read is committed, as far as Kafka takes it. */
    @Override
    public synchronized void close() {
        if (dispatcher != null) {
            dispatcher.close();
        }
        if (journal != null) {
            journal.close();
        }
        if (engine != null) {
            engine.close();
        }
        closed.complete(null);
    }
}
