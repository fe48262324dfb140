package io.lastwords.benchmarks;

import io.lastwords.cli.failure.Failure;
import io.lastwords.cli.kafka.TopicSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/**
 * The broker that the product embeds, alone in a process, so that it does not share its compiler and its heap with what
 * is measured or counts afterwards; on a folder of its own that is gone with it.
 */
public final class Broker implements AutoCloseable {
    private final Path folder;
    private final Launched kafka;

    private Broker(Path folder, Launched kafka) {
        this.folder = folder;
        this.kafka = kafka;
    }

    /** Starts it on a free port, with all topics. */
    public static Broker start() throws IOException, Failure, InterruptedException {
        var folder = Files.createTempDirectory("lastwords-benchmark");
        var command = Jvm.ordinary(KafkaAlone.class.getName(), folder.toString());
        var broker = new Broker(folder, Launched.until(command, KafkaAlone.READY));
        try {
            TopicSetup.ensure(broker.clients());
            return broker;
        } catch (Failure | InterruptedException e) {
            broker.close();
            throw e;
        }
    }

    /** Makes all topics anew, and removes others. */
    public void empty() throws InterruptedException, ExecutionException, Failure {
        try (var admin = Admin.create(new HashMap<String, Object>(clients()))) {
            admin.deleteTopics(admin.listTopics().names().get()).all().get();
            while (!admin.listTopics()
                    .names()
                    .get()
                    .isEmpty()) { // the broker hears of it after the controller has agreed
                Thread.sleep(10);
            }
        }
        TopicSetup.ensure(clients());
    }

    /** Its address. */
    public String bootstrapServers() {
        return kafka.ready().group(1);
    }

    /** Client properties. */
    public Map<String, String> clients() {
        return Map.of("bootstrap.servers", bootstrapServers());
    }

    /** A folder that goes with the broker. */
    public Path folder(String name) {
        return folder.resolve(name);
    }

    @Override
    public void close() throws IOException {
        kafka.close();
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
