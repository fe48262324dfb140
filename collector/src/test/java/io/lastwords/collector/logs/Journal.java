package io.lastwords.collector.logs;

import io.lastwords.collector.mask.Masker;
import io.lastwords.model.journal.Gap;
import io.lastwords.model.journal.JournalEvent;
import io.lastwords.model.journal.LogChunk;
import io.lastwords.model.journal.LogLine;
import io.lastwords.model.journal.Origin;
import io.lastwords.model.topic.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A sender's side: takes what a buffer has and reads it back as the journal's events. */
final class Journal {
    static final Origin ORIGIN = new Origin("host", "engine", "host/web", "c0ffee");
    static final Instant RUN = Instant.parse("2026-11-21T02:00:00Z");
    static final LineSettings PLAIN = new LineSettings(null, Masker.of(List.of()), true);

    final ChunkBuffer buffer;
    final List<Chunk> chunks = new ArrayList<>();
    private final List<JournalEvent> events = new ArrayList<>();
    private final LinkedBlockingQueue<Boolean> wakes = new LinkedBlockingQueue<>();

    Journal() {
        this(1 << 30);
    }

    Journal(int capacity) {
        this(capacity, RUN);
    }

    Journal(int capacity, Instant run) {
        buffer = new ChunkBuffer(ORIGIN, capacity, new Budget(1L << 32), () -> wakes.add(true));
        buffer.begin(run);
    }

    void drain() {
        for (Chunk chunk = buffer.take(); chunk != null; chunk = buffer.take()) {
            try {
                events.add(Json.read(chunk.json(), JournalEvent.class));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            chunks.add(chunk);
        }
    }

    /** Waits until the reader says that there is something. */
    boolean awaitWake() throws InterruptedException {
        return wakes.poll(10, TimeUnit.SECONDS) != null;
    }

    List<JournalEvent> events() {
        drain();
        return events;
    }

    List<LogLine> lines() {
        drain();
        return lines(events);
    }

    private static List<LogLine> lines(List<JournalEvent> events) {
        return events.stream()
                .filter(LogChunk.class::isInstance)
                .flatMap(event -> ((LogChunk) event).lines().stream())
                .toList();
    }

    List<String> texts() {
        return lines().stream().map(LogLine::readable).toList();
    }

    /** The texts of the chunks that come after one. */
    List<String> textsAfter(int chunk) {
        return lines(events.subList(chunk + 1, events.size())).stream()
                .map(LogLine::readable)
                .toList();
    }

    List<Gap> gaps() {
        drain();
        return events.stream()
                .filter(Gap.class::isInstance)
                .map(Gap.class::cast)
                .toList();
    }

    LogPosition after() {
        return chunks.getLast().after();
    }
}
