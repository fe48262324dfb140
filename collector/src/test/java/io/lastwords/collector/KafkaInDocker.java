package io.lastwords.collector;

import io.lastwords.model.journal.JournalEvent;
import io.lastwords.model.topic.Json;
import io.lastwords.model.topic.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.Network;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** A broker of our own in a container, which the collector is told to leave alone. */
final class KafkaInDocker implements AutoCloseable {
    private static final TopicPartition PARTITION = new TopicPartition(Topics.JOURNAL, 0);

    private final List<JournalEvent> journal = new ArrayList<>();
    private @Nullable KafkaConsumer<byte[], byte[]> consumer;
    private final Network network = Network.newNetwork();
    private final KafkaContainer broker = new KafkaContainer(DockerImageName.parse("apache/kafka:4.3.1"))
            .withNetwork(network)
            .withLabel("lastwords.enable", "false")
            .withEnv("KAFKA_TRANSACTION_ABORT_TIMED_OUT_TRANSACTION_CLEANUP_INTERVAL_MS", "500");

    KafkaInDocker() throws Exception {
        broker.start();
        createTopics();
    }

    Map<String, String> clientSettings() {
        return Map.of("bootstrap.servers", broker.getBootstrapServers());
    }

    private void createTopics() throws Exception {
        try (var admin = Admin.create(Map.<String, Object>copyOf(clientSettings()))) {
            admin.createTopics(Stream.of(Topics.JOURNAL, Topics.POSITIONS)
                            .map(name -> new NewTopic(name, Optional.of(1), Optional.empty()))
                            .toList())
                    .all()
                    .get();
        }
    }

    void freeze() {
        broker.getDockerClient().pauseContainerCmd(broker.getContainerId()).exec();
    }

    void thaw() {
        broker.getDockerClient().unpauseContainerCmd(broker.getContainerId()).exec();
    }

    /** All that is committed in the journal. */
    List<JournalEvent> journal() throws IOException {
        if (consumer == null) {
            Map<String, Object> settings =
                    Map.of("bootstrap.servers", broker.getBootstrapServers(), "isolation.level", "read_committed");
            consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
        }
        long end = consumer.endOffsets(List.of(PARTITION)).values().iterator().next();
        while (consumer.position(PARTITION) < end) {
            for (var record : consumer.poll(Duration.ofMillis(100))) {
                journal.add(Json.read(record.value(), JournalEvent.class));
            }
        }
        return List.copyOf(journal);
    }

    @Override
    public void close() {
        if (consumer != null) {
            consumer.close();
        }
        broker.stop();
        network.close();
    }
}
