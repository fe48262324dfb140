package io.lastwords.e2e.stage;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Slack's own limits for a message: what its server would refuse, and why. */
final class BlockKit {
    private static final Set<String> TYPES =
            Set.of("header", "section", "context", "divider", "actions", "rich_text", "image");

    private final List<String> violations = new ArrayList<>();

    private BlockKit() {}

    /** What Slack would refuse; empty for a good message. */
    static List<String> violations(JsonNode message) {
        var check = new BlockKit();
        check.message(message);
        return List.copyOf(check.violations);
    }

    private void message(JsonNode message) {
        require(message.isObject(), "the payload is no JSON object");
        var text = message.path("text");
        require(text.isTextual() && !text.asText().isBlank(), "no text for notifications");
        require(text.asText().length() <= 40_000, "text over 40,000 characters");
        var blocks = message.path("blocks");
        require(blocks.isArray() && !blocks.isEmpty(), "no blocks");
        require(blocks.size() <= 50, "over 50 blocks");
        blocks.forEach(this::block);
        require(characters(blocks) <= 13_200, "over 13,200 characters in all blocks");
    }

    private void block(JsonNode block) {
        var type = block.path("type").asText();
        require(TYPES.contains(type), "no such block: " + type);
        require(block.path("block_id").asText().length() <= 255, "block_id over 255 characters");
        switch (type) {
            case "header" -> {
                require(block.path("text").path("type").asText().equals("plain_text"), "a header is plain_text");
                text(block.path("text"), 150);
            }
            case "section" -> section(block);
            case "context" -> {
                var elements = block.path("elements");
                require(!elements.isEmpty() && elements.size() <= 10, "a context has 1 to 10 elements");
                elements.forEach(element -> text(element, 2_000));
            }
            case "actions" -> require(block.path("elements").size() <= 25, "over 25 actions");
            case "rich_text" -> require(!block.path("elements").isEmpty(), "rich_text without elements");
            default -> {}
        }
    }

    private void section(JsonNode block) {
        require(block.has("text") || block.has("fields"), "a section without text and fields");
        if (block.has("text")) {
            text(block.path("text"), 3_000);
        }
        require(block.path("fields").size() <= 10, "over 10 fields");
        block.path("fields").forEach(field -> text(field, 2_000));
    }

    private void text(JsonNode text, int limit) {
        require(Set.of("plain_text", "mrkdwn").contains(text.path("type").asText()), "text is plain_text or mrkdwn");
        int length = text.path("text").asText().length();
        require(length >= 1, "an empty text");
        require(length <= limit, "a text of " + length + " characters where " + limit + " are allowed");
    }

    private static int characters(JsonNode node) {
        if (node.isTextual()) {
            return node.asText().length();
        }
        int sum = 0;
        for (var child : node) {
            sum += characters(child);
        }
        return sum;
    }

    private void require(boolean holds, String violation) {
        if (!holds) {
            violations.add(violation);
        }
    }
}
