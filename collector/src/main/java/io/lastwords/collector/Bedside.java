package io.lastwords.collector;

import io.lastwords.collector.engine.Engine;
import io.lastwords.collector.engine.Inspection;
import io.lastwords.collector.engine.UnreachableEngineException;
import io.lastwords.collector.engine.WorkloadIds;
import io.lastwords.collector.examine.Examiner;
import io.lastwords.collector.examine.Subject;
import io.lastwords.collector.journal.ContainerPosition.UnreadRun;
import io.lastwords.collector.logs.Budget;
import io.lastwords.collector.logs.Chunk;
import io.lastwords.collector.logs.ChunkBuffer;
import io.lastwords.collector.logs.Completion;
import io.lastwords.collector.logs.FileEnds;
import io.lastwords.collector.logs.LineSettings;
import io.lastwords.collector.logs.LogPosition;
import io.lastwords.collector.logs.LogSource;
import io.lastwords.collector.logs.LoggedContainer;
import io.lastwords.collector.logs.Marker;
import io.lastwords.collector.logs.RunReader;
import io.lastwords.collector.watch.Recollection;
import io.lastwords.model.journal.ContainerSeen;
import io.lastwords.model.journal.Examined;
import io.lastwords.model.journal.JournalEvent;
import io.lastwords.model.journal.LogsEnded;
import io.lastwords.model.journal.Origin;
import io.lastwords.model.topic.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call at one container's bed: everything that the engine still knows of it, as the journal's events, with no Kafka
 * and nothing running. Reads only.
 */
public final class Bedside implements AutoCloseable {
    /** The last runs whose output is read. */
    private static final int RUNS = 8;

    /** Of each run's beginning so much is read, and then its last lines. */
    private static final long LOOK_BACK_BYTES = 4 << 20;

    /** A run that lives as long as this has the engine begin its back-off anew. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final Engine engine;
    private final LogSource logs;
    private final String host;
    private final Examiner examiner;

    private Bedside(Engine engine, String host, @Nullable Boolean throwaway) {
        this.examiner = engine.examiner(throwaway);
        this.engine = engine;
        this.logs = new LogSource(engine.address());
        this.host = host;
    }

    /**
     * Connects to the engine.
     *
     * @param dockerHost {@code unix:///path} or {@code tcp://host:port}; empty for the local default
     * @param certificates the folder with ca.pem, cert.pem and key.pem, for an engine at a tcp:// address with TLS;
     *     null for none
     * @param hostName the first part of the workload's ID; null for the engine's own name
     * @param markers the first that matches the container counts, unless its label says otherwise
     * @param throwaway whether containers may be made of images to look into them; null for the default: where the
     *     engine is on this machine
     * @throws EngineUnavailableException whose message is one clear line with what to do
     */
    public static Bedside at(
            String dockerHost,
            @Nullable Path certificates,
            @Nullable String hostName,
            List<MarkerRule> markers,
            @Nullable Boolean throwaway,
            Clock clock)
            throws EngineUnavailableException {
        try {
            Engine engine = Engine.connect(
                    dockerHost,
                    certificates,
                    clock,
                    (container, service, image) -> MarkerRule.first(markers, container, service, image));
            return new Bedside(engine, hostName == null ? engine.identity().name() : hostName, throwaway);
        } catch (UnreachableEngineException e) {
            throw new EngineUnavailableException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * The story of one container. Where it is in a loop whose ends the engine has forgotten, and happens to run, its next
     * end is waited for: up to ten seconds.
     *
     * @param container a name, or an ID or the beginning of one
     * @param against an image to compare its program with; null for none
     * @return its events in the order in which a journal has them, the state that it is in now the last; empty where
     *     there is no such container
     * @throws NoSuchImageException where there is no image {@code against}
     * @throws IOException where the engine does not answer
     */
    public Optional<List<JournalEvent>> story(String container, @Nullable String against)
            throws IOException, InterruptedException, NoSuchImageException {
        String earlier = id(against);
        Recollection recollection = Recollection.ask(engine, host, container).orElse(null);
        if (recollection != null && recollection.isLoopBetweenItsEnds(LONGEST_WAIT)) {
            Instant now = recollection.now();
            engine.awaitEnd(recollection.inspection().id(), now, now.plus(LONGEST_WAIT));
            recollection = Recollection.ask(engine, host, container).orElse(null);
        }
        if (recollection == null) {
            return Optional.empty();
        }
        var events = new ArrayList<>(recollection.events());
        List<UnreadRun> runs = recollection.runs();
        var files = new FileEnds(false);
        for (UnreadRun run : runs.subList(Math.max(0, runs.size() - RUNS), runs.size())) {
            events.addAll(output(recollection, run, files));
        }
        events.add(recollection.seen());
        events.add(examined(recollection, earlier));
        return Optional.of(events);
    }

    /**
     * What is to be known of an image before a container is made of it.
     *
     * @param against an image to compare its program with; null for none
     * @return its events, as of a container that was made of it and never started
     * @throws NoSuchImageException where one of the images is not there
     * @throws IOException where the engine does not answer
     */
    public List<JournalEvent> ofImage(String image, @Nullable String against)
            throws IOException, InterruptedException, NoSuchImageException {
        String earlier = id(against);
        Inspection inspection = engine.inspectImage(image).orElseThrow(() -> new NoSuchImageException(image));
        var settings = inspection.settings();
        var origin = new Origin(host, engine.identity().id(), WorkloadIds.of(host, settings), "");
        var facts = examiner.examineImage(image, Optional.ofNullable(settings.marker()), Optional.ofNullable(earlier))
                .orElseThrow(() -> new NoSuchImageException(image));
        return List.of(
                new ContainerSeen(origin, engine.now(), settings, inspection.state()),
                new Examined(origin, engine.now(), null, facts));
    }

    private @Nullable String id(@Nullable String image) throws IOException, NoSuchImageException {
        return image == null ? null : examiner.imageId(image).orElseThrow(() -> new NoSuchImageException(image));
    }

    private Examined examined(Recollection of, @Nullable String earlier) throws IOException, InterruptedException {
        Origin origin = of.position().origin();
        var subject = new Subject(origin.container(), of.inspection().settings(), earlier);
        return new Examined(origin, engine.now(), of.position().run(), examiner.examine(subject));
    }

    private List<JournalEvent> output(Recollection all, UnreadRun run, FileEnds files)
            throws IOException, InterruptedException {
        Inspection of = all.inspection();
        Origin origin = all.position().origin();
        var events = new ArrayList<JournalEvent>();
        Instant end = run.end();
        Completion completion = of.settings().logs()
                ? read(of, origin, run, files, events)
                : new Completion(false, "the label lastwords.logs=false keeps its lines to itself");
        if (end != null) {
            String reason = run.lost() == null ? completion.reason() : run.lost();
            events.add(new LogsEnded(origin, end, run.run(), reason == null, reason));
        }
        return events;
    }

    private Completion read(Inspection of, Origin origin, UnreadRun run, FileEnds files, List<JournalEvent> into)
            throws IOException, InterruptedException {
        Instant readTo = run.readTo();
        Instant until = readTo == null ? engine.now() : readTo;
        var chunks = new ChunkBuffer(origin, Integer.MAX_VALUE, new Budget(Long.MAX_VALUE), () -> {});
        chunks.begin(run.run());
        try (var reader = new RunReader(
                logs,
                new LoggedContainer(origin.container(), of.settings().tty(), false, true),
                run.from() == null
                        ? LogPosition.START
                        : LogPosition.at(run.from().plusNanos(1)),
                files,
                new LineSettings(marker(of), of.masker(), true),
                chunks)) {
            Instant since = run.from() == null ? run.run() : run.from();
            reader.lookBack(since, LOOK_BACK_BYTES, () -> until);
            Completion completion = reader.complete(until);
            for (Chunk chunk = chunks.take(); chunk != null; chunk = chunks.take()) {
                into.add(Json.read(chunk.json(), JournalEvent.class));
            }
            return completion;
        }
    }

    private static @Nullable Marker marker(Inspection of) {
        String marker = of.settings().marker();
        return marker == null ? null : Marker.of(marker);
    }

    @Override
    public void close() {
        engine.close();
    }
}
