package io.lastwords.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lastwords.analyzer.Analyzer;
import io.lastwords.analyzer.AnalyzerSettings;
import io.lastwords.analyzer.replay.Replay;
import io.lastwords.cli.demo.BuiltIn;
import io.lastwords.cli.demo.Journal;
import io.lastwords.cli.demo.Player;
import io.lastwords.cli.kafka.DataDirectory;
import io.lastwords.cli.kafka.EmbeddedKafka;
import io.lastwords.cli.recording.Recording;
import io.lastwords.cli.recording.RecordingReader;
import io.lastwords.cli.service.AnalyzerService;
import io.lastwords.cli.terminal.Screen;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.topic.Json;
import io.lastwords.model.topic.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code replay} and {@code export} beside a live analyzer on a real Kafka with several partitions. */
class ReplayIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private DataDirectory data;
    private EmbeddedKafka kafka;
    private Map<String, String> client;
    private AnalyzerService analyzer;

    @BeforeEach
    void start() throws Exception {
        data = DataDirectory.take(folder.resolve("data"));
        kafka = EmbeddedKafka.start(data, 0);
        client = Map.of("bootstrap.servers", kafka.bootstrapServers());
        assertThat(onKafka("topics", "--create", "--partitions", "3"))
                .as(text(err))
                .isZero();
        reset();
        try (var player = new Player(client)) {
            player.play(recordings());
            analyzer = new AnalyzerService(
                    new AnalyzerSettings(Duration.ofSeconds(60), client, folder.resolve("streams"), "one"));
            analyzer.start();
            await().atMost(PATIENCE).until(() -> player.consumedBy(Analyzer.APPLICATION_ID));
        }
    }

    @AfterEach
    void stop() {
        analyzer.close();
        kafka.close();
        data.close();
    }

    @Test
    void saysWhatTheLiveAnalyzerSaidAndLeavesEverythingAsItWas() throws Exception {
        var live = published();
        var before = marks();

        assertThat(onKafka("replay", "--json")).as(text(err)).isZero();

        assertThat(text(out).lines().toList()).isEqualTo(live).hasSizeGreaterThan(10);
        assertThat(text(err)).matches("replayed \\d+ records\n");
        reset();
        assertThat(onKafka("replay", "--json", "--from", "1h", "--look-back", "1d"))
                .isZero();
        assertThat(text(out).lines().toList()).isEqualTo(live);
        assertThat(marks()).isEqualTo(before);
    }

    @Test
    void aDayWithFiveHundredIncidentsLeavesEverythingAsItWas() throws Exception {
        var dawn = Instant.parse("2026-11-20T00:00:00Z");
        var day = new ArrayList<Recording>();
        for (int n = 0; n < 500; n++) {
            var text = Journal.loop("day%03d".formatted(n), dawn.plusSeconds(170L * n), 3);
            day.add(RecordingReader.read(Files.writeString(folder.resolve("day.jsonl"), text)));
        }
        try (var player = new Player(client)) {
            player.play(day);
            await().atMost(PATIENCE).until(() -> player.consumedBy(Analyzer.APPLICATION_ID));
        }
        var before = marks();

        assertThat(onKafka("replay", "--json", "--workload", "*/day*")).isZero();

        assertThat(text(out)
                        .lines()
                        .map(ReplayIT::diagnosis)
                        .map(Diagnosis::incident)
                        .distinct())
                .hasSize(500);
        assertThat(marks()).isEqualTo(before);
    }

    @Test
    void comparesWithWhatWasSaidAndWithWhatPeopleSaidOfIt() throws Exception {
        assertThat(onKafka("replay", "--compare")).as(text(err)).isZero();
        assertThat(text(out)).contains(" 0 gained, 0 lost, 0 with another cause, 0 with another confidence");

        var said = published().stream()
                .map(ReplayIT::diagnosis)
                .filter(one -> one.causes().getFirst().cause().equals("address-in-use"))
                .findFirst()
                .orElseThrow();
        assertThat(onKafka("incidents", String.valueOf(said.incident()), "--wrong", "address-in-use"))
                .as(text(err))
                .isZero();
        reset();

        assertThat(onKafka("replay", "--compare")).isEqualTo(1);
        assertThat(text(out)).contains(said.incident() + ": as it was: address-in-use", "somebody said is wrong");
    }

    @Test
    void tellsOnlyWhatTheJournalTookInBetween() throws Exception {
        var later = Clock.systemUTC().instant();
        await().atMost(PATIENCE).until(() -> Clock.systemUTC().instant().isAfter(later.plusMillis(2)));

        assertThat(onKafka("replay", "--json", "--from", later.toString())).isZero();
        assertThat(text(out)).isEmpty();
        assertThat(onKafka("replay", "--json", "--to", later.toString())).isZero();
        assertThat(text(out).lines().toList()).isEqualTo(published());
        reset();
        assertThat(onKafka("replay", "--json", "--workload", "*/ledger")).isZero();
        assertThat(text(out).lines()).isNotEmpty().allMatch(line -> line.contains("\"web-1/ledger\""));
    }

    @Test
    void exportsAnIncidentThatIsDiagnosedAnywhere() throws Exception {
        var incident = published().stream()
                .map(ReplayIT::diagnosis)
                .filter(said -> said.causes().getFirst().cause().equals("address-in-use"))
                .map(said -> String.valueOf(said.incident()))
                .findFirst()
                .orElseThrow();
        var expected = published().stream()
                .filter(said -> incident.equals(diagnosis(said).incident()))
                .toList();
        var file = folder.resolve("taken.jsonl.gz");

        assertThat(onKafka("export", incident.substring(0, 8), file.toString(), "--title", "a taken port"))
                .as(text(err))
                .isZero();
        assertThat(text(out)).startsWith("wrote ").contains(" records of host1/shop/gateway/1 to " + file);
        assertThat(onKafka("export", incident, file.toString())).isEqualTo(1);
        assertThat(text(err)).isEqualTo("lastwords: " + file + " is there already (--force writes over it)\n");

        reset();
        assertThat(lastwords("replay", "--json", "--incident", incident, file.toString()))
                .isZero();
        assertThat(text(out).lines().toList()).isEqualTo(expected).isNotEmpty();
        var header = RecordingReader.read(file).header();
        assertThat(header.missing()).isEmpty();
        assertThat(header.incident()).isEqualTo(incident);
        assertThat(header.recorded())
                .singleElement()
                .satisfies(said -> assertThat(said.cause()).isEqualTo("address-in-use"));

        var strangers = folder.resolve("redacted.jsonl.gz");
        assertThat(onKafka("export", incident, strangers.toString(), "--redact"))
                .isZero();
        reset();
        assertThat(lastwords("replay", "--json", strangers.toString())).isZero();
        assertThat(text(out)).contains("\"cause\":\"address-in-use\"").doesNotContain("host1", "shop", incident);
        assertThat(text(out).lines()).hasSameSizeAs(expected);
    }

    @Test
    void tellsTheWholeStoryOfAnIncidentAndNothingOfTheOthers() throws Exception {
        var incident = published().stream()
                .map(ReplayIT::diagnosis)
                .filter(said -> said.isOf("web-1/ledger"))
                .map(said -> String.valueOf(said.incident()))
                .findFirst()
                .orElseThrow();

        assertThat(onKafka("incidents", incident.substring(0, 8), "--all"))
                .as(text(err))
                .isZero();

        assertThat(text(err)).isEmpty();
        assertThat(text(out).lines().dropWhile(line -> !line.contains("timeline")))
                .filteredOn(line -> line.contains("run "))
                .hasSize(5)
                .allSatisfy(line -> assertThat(line).contains("21 ms  exit 0"));
        assertThat(text(out)).contains("diagnosis ").doesNotContain("mailer", "gateway");
        assertThat(onKafka("incidents", "x")).isEqualTo(1);
        assertThat(text(err)).isEqualTo("lastwords: there is no incident x (see ./lastwords incidents)\n");
    }

    private static Diagnosis diagnosis(String json) {
        try {
            return Json.read(json.getBytes(StandardCharsets.UTF_8), Diagnosis.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Recording> recordings() throws Exception {
        var all = new ArrayList<>(BuiltIn.recordings());
        for (var name : List.of("web", "ledger", "mailer")) {
            all.add(RecordingReader.read(Files.writeString(folder.resolve(name + ".jsonl"), Journal.loop(name, 5))));
        }
        return all;
    }

    /** The live analyzer's diagnoses of workloads, as the bytes that it wrote, in the replay's order. */
    private List<String> published() throws Exception {
        var all = new ArrayList<String>();
        try (var consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        kafka.bootstrapServers(),
                        "isolation.level",
                        "read_committed",
                        "allow.auto.create.topics",
                        "false"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(Topics.DIAGNOSES).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = ends(Topics.DIAGNOSES); // records of a transaction included whose end has yet to be seen
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(message -> all.add(new String(message.value(), StandardCharsets.UTF_8)));
            }
        }
        return all.stream()
                .filter(said -> diagnosis(said).scope() == Diagnosis.Scope.WORKLOAD)
                .sorted((one, other) -> Replay.ORDER.compare(diagnosis(one), diagnosis(other)))
                .toList();
    }

    /** All topics' names, our topics' ends, and how far each group is in them; Streams has topics of its own. */
    private Map<String, String> marks() throws Exception {
        var marks = new TreeMap<String, String>();
        try (var admin = Admin.create(Map.<String, Object>copyOf(client))) {
            for (var topic : admin.listTopics().names().get()) {
                marks.put(topic, topic.startsWith("lastwords.") ? sorted(ends(topic)) : "");
            }
            for (var group : admin.listGroups().all().get()) {
                var offsets = new HashMap<TopicPartition, Long>();
                admin.listConsumerGroupOffsets(group.groupId())
                        .partitionsToOffsetAndMetadata()
                        .get()
                        .forEach((partition, at) -> {
                            if (partition.topic().startsWith("lastwords.")) {
                                offsets.put(partition, at.offset());
                            }
                        });
                marks.put("group " + group.groupId(), sorted(offsets));
            }
        }
        return marks;
    }

    private Map<TopicPartition, Long> ends(String topic) throws Exception {
        try (var player = new Player(client)) {
            return player.end(topic);
        }
    }

    private static String sorted(Map<TopicPartition, Long> offsets) {
        return offsets.entrySet().stream()
                .map(Object::toString)
                .sorted()
                .toList()
                .toString();
    }

    private int onKafka(String... arguments) {
        return lastwords(Stream.concat(Stream.of(arguments), Stream.of("--bootstrap-servers", kafka.bootstrapServers()))
                .toArray(String[]::new));
    }

    private int lastwords(String... arguments) {
        var context = new Context(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of("HOME", "/nonexistent"),
                new Screen(80, false),
                Clock.systemUTC());
        return new Lastwords(context).run(arguments);
    }

    private void reset() {
        out.reset();
        err.reset();
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
