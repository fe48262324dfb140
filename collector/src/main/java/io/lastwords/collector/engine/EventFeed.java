package io.lastwords.collector.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import io.lastwords.model.topic.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The engine's events as they happen. Whoever reads it must not do anything else: a client that does not read loses
 * events and slows the engine. {@link #close} may be called by any thread and ends a waiting {@link #next}.
 */
public final class EventFeed implements AutoCloseable {
    private final Response response;
    private @Nullable MappingIterator<JsonNode> events;

    EventFeed(Response response) {
        this.response = response;
    }

    /** Opened by the first read: the parser waits for the first event as soon as it is made. */
    private MappingIterator<JsonNode> events() throws IOException {
        if (events == null) {
            events = Json.mapper().readerFor(JsonNode.class).readValues(response.getBody());
        }
        return events;
    }

    /**
     * The next event about a container, waiting for it; null where the engine has closed the stream.
     *
     * @throws IOException where the connection broke
     */
    public @Nullable EngineEvent next() throws IOException {
        try {
            while (events().hasNextValue()) {
                EngineEvent event = EngineEvent.of(events().nextValue());
                if (event != null) {
                    return event;
                }
            }
        } catch (RuntimeException e) {
            throw new IOException("the event stream broke: " + e.getMessage(), e);
        }
        return null;
    }

    EngineMemory memory() throws IOException {
        var about = new ArrayList<EngineEvent>();
        Instant oldest = null;
        int count = 0;
        try {
            while (events().hasNextValue()) {
                JsonNode json = events().nextValue();
                Instant time = EngineEvent.time(json); // events of different containers stand in any order
                oldest = oldest == null || time.isBefore(oldest) ? time : oldest;
                count++;
                EngineEvent event = EngineEvent.of(json);
                if (event != null) {
                    about.add(event);
                }
            }
        } catch (RuntimeException e) {
            throw new IOException("the event stream broke: " + e.getMessage(), e);
        }
        return new EngineMemory(about, oldest, count);
    }

    @Override
    public void close() {
        response.close();
    }
}
