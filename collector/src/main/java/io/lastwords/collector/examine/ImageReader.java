package io.lastwords.collector.examine;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastwords.collector.mask.Masker;
import io.lastwords.model.examination.ImageFacts;
import io.lastwords.model.examination.ImageFacts.Layer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An image's inspect and history as facts. */
final class ImageReader {
    private static final Pattern COMMAND = Pattern.compile("(?:#\\(nop\\) +)?CMD +(\\[.*]|\\S.*)$");
    private static final Pattern ENTRYPOINT = Pattern.compile("(?:#\\(nop\\) +)?ENTRYPOINT +(\\[.*]|\\S.*)$");

    private ImageReader() {}

    /**
     * @param history as the engine gives it, newest first
     */
    static ImageFacts facts(JsonNode image, JsonNode history, Masker masker) {
        JsonNode config = image.path("Config");
        List<String> entrypoint = Texts.words(config.path("Entrypoint"));
        List<String> command = Texts.words(config.path("Cmd"));
        List<Layer> layers = layers(history, masker);
        return new ImageFacts(
                image.path("Id").asText(),
                Texts.list(image.path("RepoTags")),
                Texts.time(image.path("Created")),
                image.path("Architecture").asText(""),
                image.path("Os").asText(""),
                image.path("Size").asLong(),
                entrypoint == null ? null : masker.mask(entrypoint),
                command == null ? null : masker.mask(command),
                config.path("WorkingDir").asText(""),
                config.path("User").asText(""),
                layers.subList(Math.max(0, layers.size() - ImageFacts.MAX_HISTORY), layers.size()),
                command == null ? dropped(layers) : null);
    }

    private static List<Layer> layers(JsonNode history, Masker masker) {
        var layers = new ArrayList<Layer>();
        for (JsonNode layer : history) {
            long created = layer.path("Created").asLong();
            layers.add(new Layer(
                    created <= 0 ? null : Instant.ofEpochSecond(created),
                    masker.mask(layer.path("CreatedBy").asText("")),
                    layer.path("Size").asLong()));
        }
        Collections.reverse(layers);
        return layers;
    }

    /** The last CMD before an ENTRYPOINT that no other CMD follows: setting the one takes the other away. */
    private static @Nullable String dropped(List<Layer> layers) {
        String command = null;
        boolean entrypoint = false;
        for (Layer layer : layers) {
            var cmd = COMMAND.matcher(layer.createdBy());
            if (cmd.find() && !layer.createdBy().contains("HEALTHCHECK")) {
                command = cmd.group(1);
                entrypoint = false;
            } else if (ENTRYPOINT.matcher(layer.createdBy()).find()) {
                entrypoint = true;
            }
        }
        return entrypoint ? command : null;
    }
}
