package io.lastwords.notifier;

import static org.awaitility.Awaitility.await;

import io.lastwords.model.topic.Topics;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** A real Kafka of one node in this process, with Lastwords' topics. */
final class OneBroker implements AutoCloseable {
    private final KafkaRaftServer server;
    private final int port;

    OneBroker(Path directory) throws Exception {
        this(directory, 1);
    }

    /** With so many partitions of the diagnoses. */
    OneBroker(Path directory, int partitions) throws Exception {
        port = freePort();
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(1)
                .setControllerListenerName("CONTROLLER")
                .setMetadataLogDirectory(directory.toString())
                .addDirectory(directory.toString())
                .run();
        server = new KafkaRaftServer(KafkaConfig.fromProps(settings(directory, port, freePort()), false), Time.SYSTEM);
        server.startup();
        try (var admin = Admin.create(Map.of("bootstrap.servers", address()))) {
            admin.createTopics(Topics.all().stream()
                            .map(topic -> new NewTopic(
                                            topic.name(),
                                            topic.name().equals(Topics.DIAGNOSES) ? partitions : 1,
                                            (short) 1)
                                    .configs(topic.settings()))
                            .toList())
                    .all()
                    .get();
            // a producer that comes before the leader may be stuck
            var ready = new HashMap<TopicPartition, OffsetSpec>();
            Topics.all().forEach(topic -> ready.put(new TopicPartition(topic.name(), 0), OffsetSpec.latest()));
            for (int i = 1; i < partitions; i++) {
                ready.put(new TopicPartition(Topics.DIAGNOSES, i), OffsetSpec.latest());
            }
            await().ignoreExceptionsInstanceOf(ExecutionException.class)
                    .until(() -> admin.listOffsets(ready).all().get().size() == ready.size());
        }
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Properties settings(Path directory, int clients, int controllers) {
        var settings = new Properties();
        settings.putAll(Map.of(
                "process.roles", "broker,controller",
                "node.id", "1",
                "controller.quorum.voters", "1@127.0.0.1:" + controllers,
                "listeners", "PLAINTEXT://127.0.0.1:" + clients + ",CONTROLLER://127.0.0.1:" + controllers,
                "controller.listener.names", "CONTROLLER",
                "log.dirs", directory.toString(),
                "auto.create.topics.enable", "false"));
        settings.putAll(Map.of(
                "offsets.topic.num.partitions", "1",
                "offsets.topic.replication.factor", "1",
                "transaction.state.log.num.partitions", "1",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "group.initial.rebalance.delay.ms", "0",
                "log.cleaner.dedupe.buffer.size", "4194304"));
        return settings;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
