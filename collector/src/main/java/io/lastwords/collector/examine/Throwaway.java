package io.lastwords.collector.examine;

import io.lastwords.model.topic.Json;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A container made of an image only to look into it: labelled, never started, removed with its volumes. The watch leaves
 * containers with the label alone.
 */
final class Throwaway implements AutoCloseable {
    /** On each throw-away, with the value {@code true}. */
    static final String LABEL = "lastwords.throwaway";

    private static final Logger LOG = LoggerFactory.getLogger(Throwaway.class);
    private static final Duration FORGOTTEN = Duration.ofMinutes(2);

    private final EngineCalls engine;
    private final String id;

    private Throwaway(EngineCalls engine, String id) {
        this.engine = engine;
        this.id = id;
    }

    /**
     * Makes one.
     *
     * @throws IOException with the engine's reason, where it refuses
     */
    static Throwaway of(EngineCalls engine, String imageId) throws IOException {
        byte[] body = Json.bytes(Map.of(
                "Image",
                imageId,
                "Labels",
                Map.of(LABEL, "true"),
                "Entrypoint",
                List.of("lastwords-never-starts-this"),
                "NetworkDisabled",
                true,
                "HostConfig",
                Map.of("NetworkMode", "none")));
        String id = engine.json("POST", "/containers/create", body)
                .map(answer -> answer.path("Id").asText(""))
                .orElse("");
        if (id.isEmpty()) {
            throw new IOException("the image " + imageId + " is gone");
        }
        return new Throwaway(engine, id);
    }

    String id() {
        return id;
    }

    /** Also where its thread was told to end: nothing may be left on the host. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        try {
            remove(engine, id);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void remove(EngineCalls engine, String id) {
        try {
            engine.delete("/containers/" + id + "?v=1&force=1");
        } catch (ClosedByInterruptException e) {
            boolean cleared = Thread.interrupted();
            remove(engine, id);
            if (cleared) {
                Thread.currentThread().interrupt();
            }
        } catch (IOException e) {
            LOG.atWarn()
                    .addKeyValue("container", id)
                    .addKeyValue("reason", e.toString())
                    .log("a throw-away container could not be removed");
        }
    }

    /** Removes those that a collector which died has left. */
    static void sweep(EngineCalls engine, long nowSeconds) {
        String filters =
                EngineCalls.encoded(Json.text(Map.of("label", List.of(LABEL + "=true"), "status", List.of("created"))));
        try {
            engine.json("/containers/json?all=1&filters=" + filters)
                    .ifPresent(list -> list.forEach(container -> {
                        if (container.path("Created").asLong(nowSeconds) < nowSeconds - FORGOTTEN.toSeconds()) {
                            remove(engine, container.path("Id").asText());
                        }
                    }));
        } catch (IOException e) {
            LOG.atDebug().addKeyValue("reason", e.getMessage()).log("no look for forgotten throw-aways");
        }
    }
}
