package io.lastwords.collector.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One event of the engine about one container.
 *
 * @param time the engine's clock, to the nanosecond
 * @param kind container or network
 * @param action the engine's word without what follows a colon: {@code start}, {@code die}, {@code health_status}
 * @param detail what follows the colon, empty where nothing does
 * @param container the container's full ID
 * @param attributes its name, image, labels, and the action's own: {@code exitCode}, {@code signal}
 */
public record EngineEvent(
        Instant time, Kind kind, String action, String detail, String container, Map<String, String> attributes) {

    /** What the engine files the event under. */
    public enum Kind {
        CONTAINER,
        NETWORK
    }

    public EngineEvent {
        attributes = Map.copyOf(attributes);
    }

    /** Two events are the same event where this is the same: how a replay is recognised. */
    public String identity() {
        return time + " " + kind + " " + action + " " + container;
    }

    /** An attribute as a number. */
    public int number(String attribute, int otherwise) {
        String value = attributes.get(attribute);
        try {
            return value == null ? otherwise : Integer.parseInt(value);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    /** Null where it is about no container. */
    static @Nullable EngineEvent of(JsonNode json) {
        JsonNode actor = json.path("Actor");
        var attributes = new HashMap<String, String>();
        actor.path("Attributes")
                .properties()
                .forEach(e -> attributes.put(e.getKey(), e.getValue().asText()));
        Kind kind;
        String container;
        switch (json.path("Type").asText()) {
            case "container" -> {
                kind = Kind.CONTAINER;
                container = actor.path("ID").asText();
            }
            case "network" -> {
                kind = Kind.NETWORK;
                container = attributes.getOrDefault("container", "");
            }
            default -> {
                return null;
            }
        }
        if (container.isEmpty()) {
            return null;
        }
        String action = json.path("Action").asText();
        int colon = action.indexOf(':');
        return new EngineEvent(
                time(json),
                kind,
                colon < 0 ? action : action.substring(0, colon),
                colon < 0 ? "" : action.substring(colon + 1).trim(),
                container,
                attributes);
    }

    static Instant time(JsonNode json) {
        long nanos = json.path("timeNano").asLong();
        return nanos == 0
                ? Instant.ofEpochSecond(json.path("time").asLong())
                : Instant.ofEpochSecond(nanos / 1_000_000_000, nanos % 1_000_000_000);
    }
}
