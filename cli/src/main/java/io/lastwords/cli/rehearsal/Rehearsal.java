package io.lastwords.cli.rehearsal;

import io.lastwords.cli.Main;
import io.lastwords.cli.kafka.DataDirectory;
import io.lastwords.cli.kafka.EmbeddedKafka;
import io.lastwords.cli.kafka.TemporaryFolder;
import io.lastwords.cli.kafka.TopicSetup;
import io.lastwords.cli.log.LogFile;
import io.lastwords.collector.Collector;
import io.lastwords.collector.CollectorSettings;
import io.lastwords.collector.logs.LogAccess;
import io.lastwords.model.journal.JournalEvent;
import io.lastwords.model.journal.LogChunk;
import io.lastwords.model.topic.Json;
import io.lastwords.model.topic.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What {@code ./lastwords} lets a JVM go through as it makes the ahead-of-time cache: two logs are read into an embedded
 * Kafka, one from its file and one through the engine's interface, and the recordings of the demo are analysed. It needs
 * nothing but this machine.
 */
public final class Rehearsal {
    /** Of each log: enough for the JVM to know which code is hot. */
    static final int LINES = 200_000;

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private Rehearsal() {}

    /** Ends the process, with the status of the demo. */
    public static void main(String[] arguments) throws Exception {
        readLogs();
        Main.main(new String[] {"demo"});
    }

    /**
     * Reads both logs into a Kafka that is gone afterwards.
     *
     * @return how many lines are in its journal
     * @throws IllegalStateException where they are not there after a minute
     */
    static long readLogs() throws Exception {
        var clock = Clock.systemUTC();
        try (var folder = TemporaryFolder.make();
                var engine = StandInEngine.start(folder.path(), LINES, clock);
                var data = DataDirectory.take(folder.path().resolve("data"))) {
            LogFile.open(folder.path().resolve("lastwords.log"));
            try (var kafka = EmbeddedKafka.start(data, 0)) {
                var client = Map.of("bootstrap.servers", kafka.bootstrapServers());
                TopicSetup.ensure(client);
                var settings = new CollectorSettings(
                        engine.address(), null, null, List.of(), client, LogAccess.AUTO, Long.MAX_VALUE, false);
                try (var collector = new Collector(settings, clock)) {
                    var unused = collector.start();
                    return awaitLines(client);
                }
            }
        }
    }

    private static long awaitLines(Map<String, String> client) throws Exception {
        long patience = System.nanoTime() + PATIENCE.toNanos();
        long lines = 0;
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", client.get("bootstrap.servers"),
                        "group.id", "rehearsal",
                        "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(Topics.JOURNAL));
            while (lines < 2 * LINES) {
                if (System.nanoTime() > patience) {
                    throw new IllegalStateException(lines + " of " + 2 * LINES + " lines came");
                }
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    if (Json.read(record.value(), JournalEvent.class) instanceof LogChunk chunk) {
                        lines += chunk.lines().size();
                    }
                }
            }
        }
        return lines;
    }
}
