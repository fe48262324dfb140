package io.lastwords.collector.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lastwords.model.topic.Json;

/** A container that nobody has made yet, in an inspect's words: from its image alone, without ID and name. */
final class WouldBe {
    private WouldBe() {}

    static JsonNode container(String reference, JsonNode image) {
        JsonNode config = image.path("Config");
        ObjectNode container = Json.mapper().createObjectNode();
        container.put("Id", "").put("Name", "").put("Image", image.path("Id").asText());
        container.set("Created", image.path("Created"));
        ArrayNode words = Json.mapper().createArrayNode();
        config.path("Entrypoint").forEach(words::add);
        config.path("Cmd").forEach(words::add);
        container.put("Path", words.path(0).asText(""));
        words.remove(0);
        container.set("Args", words);
        ObjectNode settings =
                config.isObject() ? config.deepCopy() : Json.mapper().createObjectNode();
        container.set("Config", settings.put("Image", reference));
        container.putObject("State").put("Status", "created");
        return container;
    }
}
