package io.lastwords.notifier.slack;

import static io.lastwords.notifier.Diagnoses.OPENED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastwords.model.diagnosis.Delivery;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.journal.LogLine;
import io.lastwords.model.topic.Json;
import io.lastwords.notifier.Diagnoses;
import io.lastwords.notifier.notice.Notice;
import io.lastwords.notifier.template.NoticeTemplate;
import io.lastwords.notifier.template.Occasion;
import io.lastwords.notifier.template.Occasions;
import io.lastwords.notifier.template.Templates;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SlackMessageTest {
    private static final List<String> PIECES = List.of(
            "<!channel>",
            "<@U012AB3CD>",
            "<https://evil.example|click>",
            "```",
            "&amp;",
            "*",
            "_",
            "~",
            "`",
            "\u001b[31m",
            "\u0000",
            "\n",
            "\r\n",
            "😀",
            "\ud83d",
            "漢字",
            " ",
            "",
            "\u202e",
            "panic: boom",
            ":tada:",
            "\"",
            "\\");

    @Test
    void tellsThingsInTheOrderOfNeed() {
        var texts = texts(json(Notice.of(Diagnoses.open(1))));

        assertThat(texts)
                .containsExactly(
                        "🚨 shop/backend keeps dying: stub-binary",
                        "*shop/backend* on *host1* died 7 times in 12 s, each time with exit code 0.\n"
                                + "A run lasts about 21 ms. The line that says its program has started never came.",
                        "*Cause:* `stub-binary` – almost certain, 97 %\nThe image holds a placeholder program that was"
                                + " built before the real sources were copied."
                                + " Otherwise main-not-reached (only a guess, 2 %).",
                        "*Evidence*\n• its main function is 1 byte long.\n• the marker 'Server listening' is not in the"
                                + " executable.\n• all 7 runs ended with 0 after about 21 ms.\n◦ not"
                                + " wrong-architecture: the executable is for x86-64, and so is the host.",
                        "*What mends it*",
                        "docker compose build --no-cache backend && docker compose up -d backend",
                        "*Last words*",
                        "[entrypoint] starting backend\n[entrypoint] executing /app/backend",
                        "Silence it for 2 hours: `./lastwords silence add workload=host1/shop/backend/1 --for 2h`\n"
                                + "If the cause is wrong, say so: `./lastwords incidents i-7f3a --wrong stub-binary`",
                        "since 2026-11-21 02:00:00 UTC  ·  image shop/backend:2.3  ·  container shop-backend-1"
                                + " c0ffee012345  ·  incident i-7f3a");
    }

    @Test
    void hasATextForNotifications() {
        assertThat(json(Notice.of(Diagnoses.open(1))).path("text").asText())
                .isEqualTo("🚨 shop/backend on host1 died 7 times in 12 s, each time with exit code 0."
                        + " Cause: stub-binary (almost certain, 97 %).");
    }

    @Test
    void theEndIsShort() {
        var message = json(Notice.of(Diagnoses.resolved(2)));

        assertThat(message.path("blocks").size()).isEqualTo(3);
        assertThat(texts(message).getFirst()).isEqualTo("✅ shop/backend has recovered");
    }

    @Test
    void staysWithinSlacksLimitsWhateverAContainerWrites() {
        var random = new Random(20261121);
        for (int round = 0; round < 100; round++) {
            var message = json(Notice.of(monster(random, 20_000)));
            SlackLimits.check(message);
            assertHarmless(message);
        }
    }

    @Test
    void staysWithinSlacksLimitsWithTenMegabytesInALine() {
        for (var piece : List.of("<", "```", "\u001b[31m", "\u0000", "\n", "&amp;", "x")) {
            String huge = piece.repeat(10_000_000 / piece.length());
            var cause = new Diagnosis.Cause(huge, 0.5, huge, Collections.nCopies(100, huge), List.of(huge, huge));
            var message =
                    json(Notice.of(Diagnoses.of("i", 1, cause, Diagnoses.lines(huge, huge, "the end"), false, OPENED)));
            SlackLimits.check(message);
            assertHarmless(message);
            assertThat(message.toString()).contains("the end");
        }
    }

    @Test
    void saysOfHowManyInADigestItHasNoRoomToTell() {
        for (int incidents : new int[] {30, 50}) {
            var about = IntStream.range(0, incidents)
                    .mapToObj(i -> Diagnoses.open("incident-" + i, 1, "stub-binary", true, OPENED))
                    .toList();

            var message = json(Notice.ofMany(about, false));

            var told = texts(message).get(2).lines().toList();
            int shown = told.size() - 2;
            assertThat(shown).isLessThan(30);
            assertThat(told).last().isEqualTo("… and " + (incidents - shown) + " more.");
            SlackLimits.check(message);
        }
    }

    @Test
    void tellsItInTheReceiversOwnWords() {
        var own = new Templates(
                NoticeTemplate.parse("{{name}}: {{cause.label}}"),
                NoticeTemplate.parse("*{{name}}* on {{host}}, <https://runbooks.example/{{cause.label}}|what to do>\n"
                        + "```{{#fix}}{{.}}{{/fix}}```"));
        var occasion = Occasions.opened(Diagnoses.open(1));

        JsonNode message = Json.mapper().valueToTree(SlackMessage.of(occasion, own));
        JsonNode reply = Json.mapper().valueToTree(SlackMessage.reply(occasion, own));

        var text = "*shop/backend* on host1, <https://runbooks.example/stub-binary|what to do>\n"
                + "```docker compose build --no-cache backend &amp;&amp; docker compose up -d backend```";
        assertThat(texts(message)).containsExactly("🚨 shop/backend: stub-binary", text);
        assertThat(message.path("text").asText()).isEqualTo("🚨 shop/backend: stub-binary");
        assertThat(texts(reply)).containsExactly("🚨 *shop/backend: stub-binary*", text);
        SlackLimits.check(message);
        SlackLimits.check(reply);
    }

    @Test
    void ownWordsStayWithinSlacksLimitsWhateverAContainerWrites() {
        var own = new Templates(
                NoticeTemplate.parse("{{headline}}{{cause.summary}}"),
                NoticeTemplate.parse("{{headline}}\n{{#evidence}}{{{.}}}\n{{/evidence}}```{{&lastWords}}```"
                        + "{{#fix}}`{{.}}`{{/fix}}{{#answers}}{{command}}{{/answers}}"));
        var random = new Random(20261121);
        for (int round = 0; round < 100; round++) {
            var occasion = Occasions.opened(monster(random, 20_000));
            for (var told : List.of(SlackMessage.of(occasion, own), SlackMessage.reply(occasion, own))) {
                JsonNode message = Json.mapper().valueToTree(told);
                SlackLimits.check(message);
                assertHarmless(message);
            }
        }
    }

    /** In markup no angle bracket is left that could open a mention or a link, and nothing makes one by itself. */
    private static void assertHarmless(JsonNode message) {
        assertThat(message.path("text").asText()).doesNotContain("<").doesNotContain(">");
        assertThat(message.toString())
                .doesNotContain("\\u001b")
                .doesNotContain("\u001b")
                .doesNotContain("\\u0000");
        for (var block : message.path("blocks")) {
            var markup = Stream.of(block.path("text"), block.at("/elements/0"))
                    .filter(text -> text.path("type").asText().equals("mrkdwn"))
                    .toList();
            for (var text : markup) {
                assertThat(text.path("text").asText()).doesNotContain("<").doesNotContain(">");
                assertThat(text.path("text").asText().replaceAll("&(amp|lt|gt);", ""))
                        .doesNotContain("&");
                assertThat(text.path("verbatim").asBoolean()).isTrue();
            }
        }
    }

    private static Diagnosis monster(Random random, int most) {
        var cause = new Diagnosis.Cause(
                junk(random, 300),
                random.nextDouble(),
                junk(random, most),
                Stream.generate(() -> junk(random, 3_000))
                        .limit(random.nextInt(100))
                        .toList(),
                Stream.generate(() -> junk(random, 3_000))
                        .limit(random.nextInt(20))
                        .toList());
        var lines = new ArrayList<Diagnosis.Line>();
        for (int i = random.nextInt(60); i > 0; i--) {
            var stream = random.nextBoolean() ? LogLine.Stream.STDERR : LogLine.Stream.STDOUT;
            lines.add(new Diagnosis.Line(stream, OPENED, junk(random, 3_000)));
        }
        return Diagnoses.of(junk(random, 300), 1, cause, lines, random.nextBoolean(), OPENED);
    }

    private static String junk(Random random, int most) {
        var out = new StringBuilder();
        int size = random.nextInt(most);
        String favourite = PIECES.get(random.nextInt(PIECES.size()));
        while (out.length() < size) {
            out.append(random.nextBoolean() ? favourite : PIECES.get(random.nextInt(PIECES.size())));
            out.append(random.nextInt(8) == 0 ? "x" : "");
        }
        return out.toString();
    }

    private static JsonNode json(Notice notice) {
        var occasion = new Occasion(notice, Delivery.Notice.OPENED, List.of(Diagnoses.open(1)), false);
        return Json.mapper().valueToTree(SlackMessage.of(occasion, Templates.NONE));
    }

    private static List<String> texts(JsonNode message) {
        var texts = new ArrayList<String>();
        for (var block : message.path("blocks")) {
            for (var path : List.of("/text/text", "/elements/0/text", "/elements/0/elements/0/text")) {
                if (block.at(path).isTextual()) {
                    texts.add(block.at(path).asText());
                }
            }
        }
        return texts;
    }
}
