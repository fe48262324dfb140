package io.lastwords.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lastwords.cli.kafka.Broker;
import io.lastwords.cli.kafka.TopicTable;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.journal.Heartbeat;
import io.lastwords.model.journal.Origin;
import io.lastwords.model.topic.Json;
import io.lastwords.model.topic.Topics;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A collector that falls silent, seen by the analyzer on a real Kafka: the silence itself takes a minute. */
@Tag("full")
class SilentHostIT {
    /** A minute of silence, ten seconds until somebody looks, and a slow machine. */
    private static final Duration MISSED = Duration.ofSeconds(90);

    @TempDir
    private Path folder;

    @Test
    void isMissedOnceAndNoOtherIs() throws Exception {
        try (var kafka = Broker.withTopics(folder.resolve("broker"));
                var analyze = Running.start(
                        Map.of("HOME", folder.toString()),
                        "analyze",
                        "--bootstrap-servers",
                        kafka.bootstrapServers())) {
            analyze.says("analyzing");
            var journal = new TopicTable(kafka.client(), Topics.JOURNAL);
            var diagnoses = new TopicTable(kafka.client(), Topics.DIAGNOSES);
            beat(journal, "silent");
            await().atMost(MISSED).pollInterval(Duration.ofSeconds(2)).until(() -> {
                beat(journal, "other");
                return !diagnoses.read().isEmpty();
            });

            assertThat(read(diagnoses)).singleElement().satisfies(missed -> {
                assertThat(missed.scope()).isEqualTo(Diagnosis.Scope.HOST);
                assertThat(missed.status()).isEqualTo(Diagnosis.Status.OPEN);
                assertThat(missed.hosts()).containsExactly("silent");
                assertThat(missed.revision()).isEqualTo(1);
                assertThat(missed.causes().getFirst().cause()).isEqualTo("unexplained");
            });
            var incident = read(diagnoses).getFirst().incident();

            beat(journal, "silent");
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> read(diagnoses).getFirst().status() == Diagnosis.Status.RESOLVED);
            assertThat(read(diagnoses)).singleElement().satisfies(back -> {
                assertThat(back.incident()).isEqualTo(incident);
                assertThat(back.resolution()).isEqualTo(Diagnosis.Resolution.RECOVERED);
                assertThat(back.revision()).isEqualTo(2);
            });
        }
    }

    private static void beat(TopicTable journal, String host) throws Exception {
        journal.write(
                host,
                Json.bytes(new Heartbeat(
                        new Origin(host, "e-" + host, host, ""),
                        Clock.systemUTC().instant())));
    }

    /** Each incident as it stands last. */
    private static List<Diagnosis> read(TopicTable topic) throws Exception {
        var all = new ArrayList<Diagnosis>();
        for (var value : topic.read().values()) {
            all.add(Json.read(value, Diagnosis.class));
        }
        return all;
    }
}
