package io.lastwords.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.journal.EngineRestarted;
import io.lastwords.model.journal.Heartbeat;
import io.lastwords.model.journal.JournalEvent;
import io.lastwords.model.journal.LogChunk;
import io.lastwords.model.journal.LogLine;
import io.lastwords.model.journal.LogsEnded;
import io.lastwords.model.journal.Origin;
import io.lastwords.model.journal.RunEnded;
import io.lastwords.model.journal.RunStarted;
import io.lastwords.model.topic.Json;
import io.lastwords.model.topic.JsonSerde;
import io.lastwords.model.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalyzerTopologyTest {
    private static final Origin ORIGIN = new Origin("h", "e", "h/web", "c1");
    private static final Instant T = Instant.parse("2026-11-21T03:00:00Z");

    private TopologyTestDriver driver;
    private TestInputTopic<String, byte[]> journal;
    private TestOutputTopic<String, Diagnosis> diagnoses;

    @BeforeEach
    void open(@TempDir Path state) {
        var settings =
                new AnalyzerSettings(Duration.ofSeconds(60), Map.of("bootstrap.servers", "unused:1"), state, "one");
        driver = new TopologyTestDriver(AnalyzerTopology.of(settings.recoverAfter()), Analyzer.properties(settings), T);
        journal = driver.createInputTopic(Topics.JOURNAL, new StringSerializer(), new ByteArraySerializer());
        diagnoses = driver.createOutputTopic(
                Topics.DIAGNOSES, new StringDeserializer(), new JsonSerde<>(Diagnosis.class).deserializer());
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void turnsACrashIntoADiagnosisUnderTheIncidentsId() {
        crash();

        var record = diagnoses.readRecord();
        assertThat(record.key()).isEqualTo(record.value().incident());
        assertThat(record.value().symptoms()).contains("exit-nonzero");
        assertThat(driver.createOutputTopic(Topics.RUNS, new StringDeserializer(), new ByteArrayDeserializer())
                        .readKeyValue()
                        .key)
                .isEqualTo("h/web");
    }

    @Test
    void goesOnAfterARecordThatIsNoJson() {
        journal.pipeInput("h/web", "no json".getBytes(StandardCharsets.UTF_8));
        crash();

        assertThat(diagnoses.isEmpty()).isFalse();
    }

    @Test
    void goesOnAfterAnyBytes() {
        var origin = "\"origin\":{\"host\":\"h\",\"engine\":\"e\",\"workload\":\"h/web\",\"container\":\"c1\"}";
        var unreadable = List.of(
                new byte[0],
                new byte[] {(byte) 0xff, 0, (byte) 0xfe},
                new byte[10_000_000],
                bytes("null"),
                bytes("[]"),
                bytes("\"lines\""),
                bytes("{\"type\":\"started\"}"),
                bytes("[".repeat(100_000) + "]".repeat(100_000)),
                bytes("{\"type\":\"x\"," + origin + ",\"time\":\"+999999999-01-01T00:00:00Z\"}"),
                bytes("{\"type\":\"started\"," + origin + ",\"time\":-1}"));
        unreadable.forEach(value -> journal.pipeInput("h/web", value));
        journal.pipeInput(null, unreadable.getFirst());
        // of a newer schema, and what it says is not known: its time alone counts
        journal.pipeInput(
                null,
                bytes("{\"schema\":99,\"type\":\"x\"," + origin + ",\"time\":\"2026-11-21T02:00:00Z\",\"y\":[[1]]}"));
        crash();

        assertThat(diagnoses.isEmpty()).isFalse();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void ignoresATombstone() {
        journal.pipeInput("h/web", (byte[]) null);
        crash();

        assertThat(diagnoses.isEmpty()).isFalse();
    }

    @Test
    void theSameFailureOfTwoWorkloadsIsAFleetsIncidentToo() {
        crash("h1");
        crash("h2");
        var all = new ArrayList<>(diagnoses.readValuesToList());
        assertThat(all).extracting(Diagnosis::scope).containsOnly(Diagnosis.Scope.WORKLOAD);
        // nobody examined them, and they are the same as far as is known
        tell(new Heartbeat(new Origin("h1", "e", "h1/web", "c-h1"), T.plusSeconds(40)));
        tell(new Heartbeat(new Origin("h2", "e", "h2/web", "c-h2"), T.plusSeconds(40)));

        all.addAll(diagnoses.readValuesToList());
        assertThat(all).extracting(Diagnosis::scope).contains(Diagnosis.Scope.WORKLOAD);
        assertThat(all)
                .filteredOn(said -> said.scope() == Diagnosis.Scope.FLEET)
                .singleElement()
                .satisfies(fleet -> {
                    assertThat(fleet.hosts()).containsExactly("h1", "h2");
                    assertThat(fleet.members())
                            .containsExactlyElementsOf(all.stream()
                                    .filter(said -> said.scope() == Diagnosis.Scope.WORKLOAD)
                                    .map(Diagnosis::incident)
                                    .distinct()
                                    .toList());
                });
    }

    @Test
    void aHostThatFallsSilentIsMissedWhenTimeHasPassed() {
        var host = new Origin("h1", "e", "h1", "");
        tell(new Heartbeat(host, T));
        for (int i = 0; i < 7; i++) {
            driver.advanceWallClockTime(Duration.ofSeconds(10));
        }
        assertThat(diagnoses.readValuesToList()).singleElement().satisfies(silent -> {
            assertThat(silent.scope()).isEqualTo(Diagnosis.Scope.HOST);
            assertThat(silent.hosts()).containsExactly("h1");
        });

        tell(new Heartbeat(host, T.plusSeconds(80)));
        assertThat(diagnoses.readValue().status()).isEqualTo(Diagnosis.Status.RESOLVED);
    }

    @Test
    void anEnginesRestartIsItsHostsIncident() {
        var host = new Origin("h1", "e", "h1", "");
        tell(new EngineRestarted(host, T.plusSeconds(30), T));
        tell(new Heartbeat(host, T.plusSeconds(95)));

        assertThat(diagnoses.readValuesToList())
                .extracting(Diagnosis::status)
                .containsExactly(Diagnosis.Status.OPEN, Diagnosis.Status.RESOLVED);
    }

    private void crash(String host) {
        var origin = new Origin(host, "e", host + "/web", "c-" + host);
        var start = new RunStarted(origin, T, Fixtures.settings(), false, true);
        tell(start);
        var line = new LogLine(
                LogLine.Stream.STDERR,
                T.plusMillis(900),
                "Error: bind: address already in use",
                null,
                36,
                false,
                false,
                false);
        tell(new LogChunk(origin, T.plusSeconds(1), T, List.of(line)));
        tell(new RunEnded(origin, T.plusSeconds(1), T, 1, false, "", true));
        tell(new LogsEnded(origin, T.plusSeconds(1), T, true, null));
    }

    private void crash() {
        tell(new RunStarted(ORIGIN, T, Fixtures.settings(), false, true));
        tell(new RunEnded(ORIGIN, T.plusSeconds(1), T, 1, false, "", true));
        tell(new LogsEnded(ORIGIN, T.plusSeconds(1), T, true, null));
        tell(new Heartbeat(ORIGIN, T.plusSeconds(5)));
    }

    private void tell(JournalEvent event) {
        journal.pipeInput(event.origin().workload(), Json.bytes(event));
    }
}
