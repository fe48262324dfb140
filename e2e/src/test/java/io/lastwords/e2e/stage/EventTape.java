package io.lastwords.e2e.stage;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastwords.model.topic.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What {@code docker events} says of this test's containers: the truth that arrivals are measured against. */
public final class EventTape implements AutoCloseable {
    private final Process process;
    private final List<Event> events = new CopyOnWriteArrayList<>();

    /** One event of the engine. */
    public record Event(String action, String container, Instant time) {}

    /** Listens from now on to what passes the filter. */
    public EventTape(String filter) {
        try {
            process = new ProcessBuilder(
                            "docker", "events", "--since", "0s", "--filter", filter, "--format", "{{json .}}")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(() -> process.inputReader().lines().forEach(this::take));
    }

    /** The times at which a container died, in order. */
    public List<Instant> deaths(Container container) {
        return events.stream()
                .filter(event ->
                        event.action().equals("die") && event.container().equals(container.id()))
                .map(Event::time)
                .toList();
    }

    /** How many events were seen. */
    public int size() {
        return events.size();
    }

    @Override
    public void close() {
        process.destroy();
    }

    private void take(String line) {
        try {
            JsonNode event = Json.mapper().readTree(line);
            long nanos = event.get("timeNano").asLong();
            events.add(new Event(
                    event.get("Action").asText(),
                    event.get("Actor").get("ID").asText(),
                    Instant.ofEpochSecond(nanos / 1_000_000_000, nanos % 1_000_000_000)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
