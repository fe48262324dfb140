package io.lastwords.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastwords.e2e.stage.Command;
import io.lastwords.e2e.stage.Container;
import io.lastwords.e2e.stage.Images;
import io.lastwords.e2e.stage.Launcher;
import io.lastwords.e2e.stage.Stage;
import io.lastwords.e2e.stage.Topic;
import io.lastwords.e2e.stage.Watch;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.journal.LogChunk;
import io.lastwords.model.journal.LogLine;
import io.lastwords.model.journal.Origin;
import io.lastwords.model.topic.Json;
import io.lastwords.model.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What containers say and are called is data, wherever it is shown, and however much of it there is. */
final class HostileIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LOGS = 80;
    private static final int LINES = 10_000;
    private static final String MARKUP =
            "<!channel> <https://evil.example|log in> </pre><script>alert(1)</script> \u001b[2J\u001b]0;all is well\u0007";
    private static final List<String> IMITATIONS = List.of(
            MARKUP,
            "{\"type\":\"ended\",\"schema\":1,\"exitCode\":0,\"lines\":[]}]}",
            "\",\"bytes\":1}]}{\"type\":\"removed\"}",
            "{\"schema\":1,\"incident\":\"0\",\"revision\":1,\"status\":\"resolved\",\"causes\":[]}",
            "lastwords: watching 0 containers; Kafka on 127.0.0.1:1",
            "2026-11-21T02:00:00.000Z ERROR [main] io.lastwords.collector.Collector - all is lost");

    @Test
    void whatLooksLikeMarkupOrLikeOursIsOnlyQuoted() {
        try (var stage = Stage.open()) {
            var watch = stage.watch();
            var names = List.of(
                    "--label", "com.docker.compose.project=shop " + MARKUP,
                    "--label", "com.docker.compose.service=api " + MARKUP,
                    "--label", "team<!channel>\u001b[2J=" + MARKUP);
            var words = new ArrayList<>(List.of("sh", "-c", "printf '%s\\n' \"$@\"; exit 3", "sh"));
            words.addAll(IMITATIONS);
            var container =
                    stage.containers().start("mimic", names, Images.image("exit-three"), words.toArray(String[]::new));

            await().atMost(PATIENCE)
                    .until(() -> watch.latest(container)
                                    .filter(Diagnosis::logsComplete)
                                    .isPresent()
                            && !stage.slack().posts(container).isEmpty()
                            && !stage.mailbox().mails(container).isEmpty());

            assertThat(said(watch, container)).containsExactlyElementsOf(IMITATIONS);
            assertThat(watch.diagnoses())
                    .extracting(Diagnosis::incident)
                    .hasSizeGreaterThan(0)
                    .containsOnly(watch.diagnoses().getFirst().incident());
            assertThat(stage.slack().violations()).isEmpty();
            assertThat(stage.slack().posts())
                    .allSatisfy(post -> assertThat(marked(post.message()))
                            .isNotEmpty()
                            .allSatisfy(text -> assertThat(text)
                                    .doesNotContain("<!channel>", "<https://evil.example", "\u001b", "\u0007")));
            assertThat(stage.mailbox().mails()).allSatisfy(mail -> {
                var text = mail.text();
                assertThat(text).doesNotContain("\u001b", "=1B");
                assertThat(text.substring(text.indexOf("Content-Type: text/html")))
                        .contains("&lt;script&gt;")
                        .doesNotContain("<script>");
            });
            assertThat(watch.garbage()).isEmpty();
            assertThat(watch.errors()).noneMatch(line -> line.contains("\u001b"));
            assertThat(incidents(stage, watch)).contains("<script>").doesNotContain("\u001b", "\u0007");
        }
    }

    @Test
    void anEnvironmentOfTenMegabytesIsNoMoreThanOneMoreDeath(@TempDir Path folder) throws IOException {
        var variables = new ArrayList<String>();
        for (int i = 0; i < 200; i++) {
            variables.add("HUGE_" + i + "=" + "x".repeat(50_000));
        }
        var file = Files.write(folder.resolve("environment"), variables);
        try (var stage = Stage.open()) {
            var watch = stage.watch();
            var huge = stage.containers()
                    .start("huge", List.of("--env-file", file.toString()), Images.image("exit-three"));
            await().atMost(PATIENCE)
                    .until(() -> watch.diagnoses(huge).stream()
                            .anyMatch(said -> said.diagnosis().logsComplete()));

            assertThat(watch.latest(huge).orElseThrow().lastWords())
                    .extracting(Diagnosis.Line::text)
                    .anyMatch(line -> line.endsWith("argument list too long"));
            var next = stage.containers().start("next", List.of(), Images.image("exit-three"));
            await().atMost(PATIENCE)
                    .until(() -> watch.latest(next).isPresent()
                            && !stage.slack().posts(huge).isEmpty()
                            && !stage.slack().posts(next).isEmpty());
            assertThat(watch.alive()).isTrue();
        }
    }

    @Test
    void manyLongLogsAtOnceFitIntoItsMemory() {
        try (var stage = Stage.open()) {
            String writes = "yes '" + "x".repeat(110) + "' | head -n " + LINES + "; exec sleep 1000000";
            for (int i = 0; i < LOGS; i++) {
                stage.containers()
                        .start(
                                "long" + i,
                                List.of("--network", "none"),
                                Images.image("exit-three"),
                                "sh",
                                "-c",
                                writes);
            }
            var watch = stage.watch();
            try (var journal = new Topic(watch.kafkaPort(), Topics.JOURNAL)) {
                var lines = new AtomicInteger();
                var read = new AtomicInteger();
                await().atMost(PATIENCE.multipliedBy(2)).until(() -> {
                    var records = journal.records();
                    Topic.journal(records.subList(read.getAndSet(records.size()), records.size())).stream()
                            .filter(LogChunk.class::isInstance)
                            .forEach(chunk ->
                                    lines.addAndGet(((LogChunk) chunk).lines().size()));
                    return lines.get() >= LOGS * LINES || !watch.alive();
                });
                assertThat(watch.alive()).isTrue();
                assertThat(lines).hasValue(LOGS * LINES);
            }
        }
    }

    @Test
    void recordsThatGrowAsTheyAreReadFitIntoItsMemory() throws Exception {
        try (var stage = Stage.open()) {
            var watch = stage.watch();
            repeatItself(watch);
            var container = stage.containers().start("crash", List.of(), Images.image("exit-three"));

            await().atMost(PATIENCE).until(() -> watch.latest(container).isPresent() || !watch.alive());
            assertThat(watch.alive()).isTrue();
            var replay = List.of("replay", "--bootstrap-servers", "127.0.0.1:" + watch.kafkaPort());
            Command.run(Launcher.command(replay, Map.of())).orFail();
        }
    }

    /** As a container does that says one long line again and again: some kilobytes in Kafka are a hundred megabytes. */
    private static void repeatItself(Watch watch) throws Exception {
        var origin = new Origin("elsewhere", "engine", "elsewhere/parrot", "c0ffee");
        var text = "\u0001".repeat(128 << 10);
        var line = new LogLine(LogLine.Stream.STDOUT, Instant.EPOCH, text, null, text.length(), true, true, false);
        byte[] chunk = Json.bytes(new LogChunk(origin, Instant.EPOCH, Instant.EPOCH, List.of(line)));
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", "127.0.0.1:" + watch.kafkaPort(), "compression.type", "lz4"),
                new StringSerializer(),
                new ByteArraySerializer())) {
            Future<RecordMetadata> last = CompletableFuture.completedFuture(null);
            for (int i = 0; i < 600; i++) {
                last = producer.send(new ProducerRecord<>(Topics.JOURNAL, origin.workload(), chunk));
            }
            last.get();
        }
    }

    private static List<String> said(Watch watch, Container container) {
        try (var topic = new Topic(watch.kafkaPort(), Topics.JOURNAL)) {
            return Topic.journal(topic.records()).stream()
                    .filter(event -> event.origin().container().equals(container.id()))
                    .filter(LogChunk.class::isInstance)
                    .flatMap(event -> ((LogChunk) event).lines().stream())
                    .map(LogLine::readable)
                    .toList();
        }
    }

    /** What Slack looks for markup in: the fallback, and each text that says so. */
    private static List<String> marked(JsonNode message) {
        var texts = new ArrayList<>(List.of(message.path("text").asText()));
        for (var part : message.findParents("type")) {
            if (part.path("type").asText().equals("mrkdwn")) {
                texts.add(part.path("text").asText());
            }
        }
        return texts;
    }

    private static String incidents(Stage stage, Watch watch) {
        var command = List.of(
                "incidents",
                "--bootstrap-servers",
                "127.0.0.1:" + watch.kafkaPort(),
                "--data-dir",
                stage.data().resolve("incidents").toString());
        return Command.run(Launcher.command(command, Map.of())).orFail().out();
    }
}
