package io.lastwords.notifier.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

/** Slack's limits on a message, checked as strictly as Slack does. */
final class SlackLimits {
    private SlackLimits() {}

    static void check(JsonNode message) {
        assertThat(message.path("text").asText()).isNotBlank();
        assertThat(message.path("text").asText().length()).isLessThanOrEqualTo(4_000);
        var blocks = message.path("blocks");
        assertThat(blocks.size()).isBetween(1, 50);
        int total = message.path("text").asText().length();
        for (var block : blocks) {
            total += check(block, block.path("type").asText());
        }
        assertThat(total).isLessThanOrEqualTo(13_200);
    }

    private static int check(JsonNode block, String type) {
        return switch (type) {
            case "header" -> {
                assertThat(block.at("/text/type").asText()).isEqualTo("plain_text");
                yield text(block.at("/text/text"), 150);
            }
            case "section" -> text(block.at("/text/text"), 3_000);
            case "context" -> {
                assertThat(block.path("elements").size()).isBetween(1, 10);
                yield text(block.at("/elements/0/text"), 3_000);
            }
            case "rich_text" -> {
                assertThat(block.at("/elements/0/type").asText()).isEqualTo("rich_text_preformatted");
                yield text(block.at("/elements/0/elements/0/text"), 3_000);
            }
            default -> throw new AssertionError("an unknown block: " + type);
        };
    }

    private static int text(JsonNode text, int limit) {
        assertThat(text.isTextual()).isTrue();
        assertThat(text.asText()).isNotBlank();
        assertThat(text.asText().length()).isLessThanOrEqualTo(limit);
        return text.asText().length();
    }
}
