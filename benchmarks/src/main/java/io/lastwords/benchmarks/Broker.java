package io.lastwords.benchmarks;

import io.lastwords.cli.failure.Failure;
import io.lastwords.cli.kafka.DataDirectory;
import io.lastwords.cli.kafka.EmbeddedKafka;
import io.lastwords.cli.kafka.TopicSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;

/** The broker that the product embeds, on a folder of its own that is gone afterwards. */
public final class Broker implements AutoCloseable {
    private final Path folder;
    private final DataDirectory data;
    private final EmbeddedKafka kafka;

    private Broker(Path folder, DataDirectory data, EmbeddedKafka kafka) {
        this.folder = folder;
        this.data = data;
        this.kafka = kafka;
    }

    /** Starts it on a free port, with all topics. */
    public static Broker start() throws IOException, Failure, InterruptedException {
        var folder = Files.createTempDirectory("lastwords-benchmark");
        var data = DataDirectory.take(folder);
        var broker = new Broker(folder, data, EmbeddedKafka.start(data, 0));
        TopicSetup.ensure(broker.clients());
        return broker;
    }

    /** Its address. */
    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    /** Client properties. */
    public Map<String, String> clients() {
        return Map.of("bootstrap.servers", kafka.bootstrapServers());
    }

    /** A folder that goes with the broker. */
    public Path folder(String name) {
        return folder.resolve(name);
    }

    @Override
    public void close() throws IOException {
        kafka.close();
        data.close();
        delete(folder);
    }

    /** Removes a folder and what is in it, where it is there. */
    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
