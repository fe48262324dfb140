package io.lastwords.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lastwords.analyzer.replay.Replay;
import io.lastwords.cli.failure.Failure;
import io.lastwords.cli.kafka.TopicRecord;
import io.lastwords.cli.recording.Header;
import io.lastwords.cli.recording.RecordingReader;
import io.lastwords.cli.recording.RecordingWriter;
import io.lastwords.cli.recording.Redaction;
import io.lastwords.cli.replay.Answers;
import io.lastwords.cli.replay.Extract;
import io.lastwords.e2e.stage.Container;
import io.lastwords.e2e.stage.Topic;
import io.lastwords.e2e.stage.Watch;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.journal.JournalEvent;
import io.lastwords.model.topic.Json;
import io.lastwords.model.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What a watch's journal holds, replayed: it must be what the watch said. With {@code -Dlastwords.record=FOLDER} each
 * container's journal becomes a recording there, with what is expected of it, masked for strangers.
 */
final class Recorder {
    private static final String FOLDER = System.getProperty("lastwords.record", "");
    private static final Duration RECOVER_AFTER = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Recorder() {}

    /** Whether recordings are asked for. */
    static boolean on() {
        return !FOLDER.isEmpty();
    }

    /** Insists that a replay of the watch's journal says what the watch's analyzer published, byte for byte. */
    static void check(Watch watch) {
        try (var journal = new Topic(watch.kafkaPort(), Topics.JOURNAL);
                var diagnoses = new Topic(watch.kafkaPort(), Topics.DIAGNOSES)) {
            var replayed = new TreeMap<String, String>();
            var replay = new Replay(RECOVER_AFTER);
            for (var event : Topic.journal(journal.records())) {
                replay.take(event).forEach(said -> replayed.put(key(said), Json.text(said)));
            }
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(published(diagnoses.records()))
                            .as("published, and replayed")
                            .containsAllEntriesOf(replayed));
        }
    }

    private static Map<String, String> published(List<ConsumerRecord<String, byte[]>> records) {
        var published = new TreeMap<String, String>();
        Topic.values(records, Diagnosis.class).forEach(said -> published.put(key(said), Json.text(said)));
        return published;
    }

    private static String key(Diagnosis said) {
        return said.incident() + " " + said.revision();
    }

    /**
     * Writes a container's workload's journal.
     *
     * @param expected the true cause, or {@link Header#HEALTHY}
     */
    static void write(Watch watch, String title, Container container, String expected) {
        if (!on() || expected == null) {
            return;
        }
        try (var journal = new Topic(watch.kafkaPort(), Topics.JOURNAL)) {
            var records = journal.records();
            var workload = Topic.journal(records).stream()
                    .map(JournalEvent::origin)
                    .filter(origin -> origin.container().equals(container.id()))
                    .findFirst()
                    .orElseThrow()
                    .workload();
            var said = said(records, workload);
            var incident = said.isEmpty() ? null : said.getLast().incident();
            var extract = new Extract(workload, incident, RECOVER_AFTER);
            for (var one : records) {
                extract.take(new TopicRecord(
                        one.key(), one.value(), Instant.ofEpochMilli(one.timestamp()), one.partition(), one.offset()));
            }
            var recording =
                    extract.recording("lastwords e2e", title, Answers.of(said).said(), expected, null, true);
            Files.createDirectories(Path.of(FOLDER));
            RecordingWriter.write(Path.of(FOLDER, file(expected, title)), Redaction.of(recording));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Failure e) {
            throw new IllegalStateException(title + ": " + e.getMessage(), e);
        }
    }

    private static List<Diagnosis> said(List<ConsumerRecord<String, byte[]>> records, String workload) {
        var replay = new Replay(RECOVER_AFTER);
        var said = new ArrayList<Diagnosis>();
        for (var event : Topic.journal(records)) {
            if (event.origin().workload().equals(workload)) {
                said.addAll(replay.take(event));
            }
        }
        return said;
    }

    private static String file(String expected, String title) {
        var words = title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return expected + "." + words + RecordingReader.ENDING;
    }
}
