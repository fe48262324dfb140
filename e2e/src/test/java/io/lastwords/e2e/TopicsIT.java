package io.lastwords.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lastwords.e2e.stage.Command;
import io.lastwords.e2e.stage.Docker;
import io.lastwords.e2e.stage.Images;
import io.lastwords.e2e.stage.Stage;
import io.lastwords.e2e.stage.Topic;
import io.lastwords.model.topic.Json;
import io.lastwords.model.topic.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The topics are public: any Kafka client reads them as the contract says. */
final class TopicsIT {
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{9}Z";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void everyTopicHoldsTheJsonOfTheContractUnderItsKey() throws IOException {
        try (var stage = Stage.open()) {
            var watch = stage.watch();
            var container = stage.containers().start("crash", List.of(), Images.image("exit-three"));
            await().atMost(PATIENCE)
                    .until(() -> !stage.slack().posts(container).isEmpty()
                            && !stage.mailbox().mails(container).isEmpty());
            int port = watch.kafkaPort();
            for (var name : List.of(Topics.JOURNAL, Topics.RUNS, Topics.DIAGNOSES, Topics.DELIVERIES)) {
                try (var topic = new Topic(port, name)) {
                    await().atMost(PATIENCE).until(() -> !topic.records().isEmpty());
                    for (var consumed : topic.records()) {
                        var value = Json.mapper().readTree(consumed.value());
                        assertThat(value.path("schema").isInt())
                                .as("a schema number in %s: %s", name, value)
                                .isTrue();
                        if (value.has("time")) {
                            assertThat(value.path("time").asText()).matches(TIME);
                        }
                    }
                }
            }
            for (var name : List.of(Topics.POSITIONS, Topics.SILENCES, Topics.DEAD_LETTERS)) {
                try (var topic = new Topic(port, name)) {
                    assertThat(topic.records()).as(name).isNotNull();
                }
            }
            var workload = stage.host() + "/" + container.name();
            assertKeys(port, Topics.JOURNAL, workload);
            assertKeys(port, Topics.RUNS, workload);
            assertKeys(
                    port,
                    Topics.DIAGNOSES,
                    watch.latest(container).orElseThrow().incident());
        }
    }

    @Test
    void kcatReadsTheJournal() {
        Assumptions.assumeTrue(Docker.installed("kcat"), "there is no kcat");
        try (var stage = Stage.open()) {
            var watch = stage.watch();
            var container = stage.containers().start("crash", List.of(), Images.image("exit-three"));
            await().atMost(PATIENCE).until(() -> watch.latest(container).isPresent());
            var output = Command.run(List.of(
                            "kcat", "-b", "127.0.0.1:" + watch.kafkaPort(), "-C", "-t", Topics.JOURNAL, "-e", "-q"))
                    .orFail();
            assertThat(output.out().lines())
                    .anyMatch(line -> line.contains(container.id()) && line.contains("\"working\""))
                    .allMatch(line -> line.startsWith("{") && line.endsWith("}"));
        }
    }

    private static void assertKeys(int port, String name, String key) {
        try (var topic = new Topic(port, name)) {
            assertThat(topic.records()).as("the keys of %s", name).anyMatch(consumed -> key.equals(consumed.key()));
            assertThat(topic.records()).allMatch(consumed -> consumed.key() != null);
        }
    }
}
