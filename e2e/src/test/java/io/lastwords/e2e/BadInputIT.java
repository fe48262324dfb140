package io.lastwords.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lastwords.e2e.stage.Images;
import io.lastwords.e2e.stage.Stage;
import io.lastwords.e2e.stage.Topic;
import io.lastwords.e2e.stage.Watch;
import io.lastwords.model.topic.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** What is wrong from outside gets one clear line and the right exit status, and nothing is lost. */
final class BadInputIT {
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void withoutAnEngineItOffersTheDemo() {
        try (var stage = Stage.open().with("DOCKER_HOST", "unix:///nowhere/docker.sock")) {
            var watch = stage.launch();
            assertThat(watch.awaitExit()).isEqualTo(FAILED);
            assertThat(oneLine(watch)).contains("/nowhere/docker.sock").contains("demo");
        }
    }

    @Test
    void aWebhookThatIsNoAddressIsRefusedBeforeAnythingStarts() {
        try (var stage =
                Stage.open().with("LASTWORDS_SLACK_WEBHOOK_URL", "hooks.slack.example/services/T0/B0/secret")) {
            var watch = stage.launch();
            assertThat(watch.awaitExit()).isEqualTo(WRONG_USAGE);
            assertThat(oneLine(watch)).contains("LASTWORDS_SLACK_WEBHOOK_URL").doesNotContain("secret");
        }
    }

    @Test
    void anUnknownKeyInTheConfigurationIsRefusedWithItsName() throws IOException {
        try (var stage = Stage.open()) {
            var file = stage.data().resolveSibling(stage.data().getFileName() + ".yaml");
            try {
                Files.writeString(file, "recoverAftr: 5s\n");
                var watch = stage.launch("--config", file.toString());
                assertThat(watch.awaitExit()).isEqualTo(WRONG_USAGE);
                assertThat(oneLine(watch)).contains("recoverAftr");
            } finally {
                Files.delete(file);
            }
        }
    }

    @Test
    void aPortThatIsTakenIsNamed() throws IOException {
        try (var stage = Stage.open();
                var holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = String.valueOf(holder.getLocalPort());
            var watch = stage.launch("--kafka-port", port);
            assertThat(watch.awaitExit()).isEqualTo(FAILED);
            assertThat(oneLine(watch)).contains(port);
        }
    }

    @Test
    void aSecondInstanceOnTheSameDataIsRefusedAndTheFirstGoesOn() {
        try (var stage = Stage.open()) {
            var first = stage.watch();
            var second = stage.launch();
            assertThat(second.awaitExit()).isEqualTo(FAILED);
            assertThat(oneLine(second)).contains(stage.data().toString());
            assertGoesOn(stage, first);
        }
    }

    @Test
    void aWebhookThatSlackRevokedIsADeadLetterAndMailGoesOn() {
        try (var stage = Stage.open()) {
            stage.with("LASTWORDS_SLACK_WEBHOOK_URL", stage.slack().revokedUrl());
            var watch = stage.watch();
            var container = stage.containers().start("crash", List.of(), Images.image("exit-three"));
            await().atMost(PATIENCE)
                    .until(() -> !stage.mailbox().mails(container).isEmpty());
            await().atMost(PATIENCE).until(() -> !deadLetters(watch).isEmpty());
            assertThat(watch.errors().stream().filter(line -> line.contains("404")))
                    .as("one clear line in %s", watch.errors())
                    .hasSize(1)
                    .noneMatch(line -> line.contains("/gone/"));
        }
    }

    @Test
    void aRecordThatIsNoJsonBecomesADeadLetterAndThePipeGoesOn() throws Exception {
        try (var stage = Stage.open()) {
            var watch = stage.watch();
            try (var producer = new KafkaProducer<>(
                    Map.<String, Object>of("bootstrap.servers", "127.0.0.1:" + watch.kafkaPort()),
                    new StringSerializer(),
                    new ByteArraySerializer())) {
                producer.send(new ProducerRecord<>(Topics.JOURNAL, "somebody", "no JSON".getBytes(UTF_8)))
                        .get();
                producer.send(new ProducerRecord<>(Topics.JOURNAL, "somebody", "{\"type\":\"ended\"}".getBytes(UTF_8)))
                        .get();
                producer.send(new ProducerRecord<>(Topics.DIAGNOSES, "nothing", "<html>".getBytes(UTF_8)))
                        .get();
                producer.flush();
            }
            assertGoesOn(stage, watch);
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(deadLetters(watch)).contains("no JSON", "{\"type\":\"ended\"}", "<html>"));
            assertThat(watch.garbage()).isEmpty();
        }
    }

    private static void assertGoesOn(Stage stage, Watch watch) {
        var container = stage.containers().start("crash", List.of(), Images.image("exit-three"));
        await().atMost(PATIENCE)
                .until(() -> watch.latest(container).isPresent()
                        && !stage.slack().posts(container).isEmpty()
                        && !stage.mailbox().mails(container).isEmpty());
        assertThat(watch.alive()).isTrue();
    }

    private static List<String> deadLetters(Watch watch) {
        try (var topic = new Topic(watch.kafkaPort(), Topics.DEAD_LETTERS)) {
            return topic.records().stream()
                    .map(consumed -> new String(consumed.value(), UTF_8))
                    .toList();
        }
    }

    private static String oneLine(Watch watch) {
        assertThat(watch.errors()).as("one clear line").hasSize(1);
        return watch.errors().get(0);
    }
}
