package io.lastwords.cli.kafka;

import io.lastwords.cli.failure.Failure;
import java.nio.file.Path;
import java.util.Map;

/** A real Kafka for one test. */
public final class Broker implements AutoCloseable {
    private final DataDirectory data;
    private final EmbeddedKafka kafka;

    private Broker(DataDirectory data, EmbeddedKafka kafka) {
        this.data = data;
        this.kafka = kafka;
    }

    /** With its data in a folder that is no other's. */
    public static Broker start(Path folder) throws Failure {
        var data = DataDirectory.take(folder);
        return new Broker(data, EmbeddedKafka.start(data, 0));
    }

    /** The same with the topics in it. */
    public static Broker withTopics(Path folder) throws Failure, InterruptedException {
        var broker = start(folder);
        TopicSetup.ensure(broker.client());
        return broker;
    }

    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    /** What a client needs to know. */
    public Map<String, String> client() {
        return Map.of("bootstrap.servers", bootstrapServers());
    }

    @Override
    public void close() {
        kafka.close();
        data.close();
    }
}
