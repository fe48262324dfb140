package io.lastwords.cli.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.lastwords.cli.failure.Failure;
import io.lastwords.model.topic.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.record.internal.FileRecords;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.image.loader.MetadataLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class EmbeddedKafkaIT {
    @TempDir
    Path folder;

    @Test
    void keepsItsRecordsOverARestartOnAnotherPort() throws Exception {
        try (var data = DataDirectory.take(folder)) {
            try (var kafka = EmbeddedKafka.start(data, 0)) {
                TopicSetup.ensure(clients(kafka));
                write(kafka, "first");
                assertThat(read(kafka)).containsExactly("first");
            }
            try (var kafka = EmbeddedKafka.start(data, 0)) {
                TopicSetup.ensure(clients(kafka));
                write(kafka, "second");
                assertThat(read(kafka)).containsExactly("first", "second");
            }
        }
    }

    @Test
    void finishesATransactionThatAKillHasCut(@TempDir Path copies) throws Exception {
        var killed = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledKafka.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        var said = new String(killed.getInputStream().readAllBytes(), UTF_8);
        assertThat(killed.waitFor()).as(said).isEqualTo(KilledKafka.STATUS);
        // as if it had fallen between the decision to commit and the marker that tells the readers of it
        cutLastBatch("__transaction_state-0");
        cutLastBatch(Topics.JOURNAL + "-0");

        // left alone, Kafka 4.3.1 loses the marker in 5 of 8 starts
        for (int i = 0; i < 4; i++) {
            assertFinished(copies.resolve("start-" + i));
        }
        try (var slow = SlowController.begin()) { // refused what it was asked before it had read its records again
            assertFinished(copies.resolve("start-slow"));
            assertThat(slow.delayed()).isTrue();
        }
    }

    private void assertFinished(Path copy) throws Exception {
        copyFolder(copy);
        try (var data = DataDirectory.take(copy);
                var kafka = EmbeddedKafka.start(data, 0)) {
            await().atMost(Duration.ofSeconds(20)).until(() -> read(kafka).equals(List.of(KilledKafka.VALUE)));
        }
    }

    /** Holds the thread that reads the metadata for two seconds, before it tells anybody what it has read. */
    private static final class SlowController extends AppenderBase<ILoggingEvent> implements AutoCloseable {
        private static final long PAUSE_MILLIS = 2_000;

        private final Logger loader = (Logger) LoggerFactory.getLogger(MetadataLoader.class);
        private volatile boolean delayed;

        static SlowController begin() {
            var slow = new SlowController();
            slow.start();
            slow.loader.setLevel(Level.INFO);
            slow.loader.addAppender(slow);
            return slow;
        }

        boolean delayed() {
            return delayed;
        }

        @Override
        protected void append(ILoggingEvent event) {
            if (!delayed && event.getFormattedMessage().contains("maybePublishMetadata")) {
                delayed = true;
                LockSupport.parkNanos(Duration.ofMillis(PAUSE_MILLIS).toNanos());
            }
        }

        @Override
        public void close() {
            loader.detachAppender(this);
            loader.setLevel(null);
        }
    }

    private void copyFolder(Path target) throws IOException {
        try (var paths = Files.walk(folder)) {
            for (var path : (Iterable<Path>) paths::iterator) {
                Files.copy(path, target.resolve(folder.relativize(path).toString()));
            }
        }
    }

    private void cutLastBatch(String partition) throws IOException {
        var log = folder.resolve("kafka").resolve(partition).resolve("00000000000000000000.log");
        try (var records = FileRecords.open(log.toFile(), true)) {
            int last = 0;
            for (var batch : records.batches()) {
                last = batch.position();
            }
            records.truncateTo(last);
        }
    }

    @Test
    void createsTheTopicsWithTheirBounds() throws Exception {
        try (var data = DataDirectory.take(folder);
                var kafka = EmbeddedKafka.start(data, 0);
                var admin =
                        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()))) {
            TopicSetup.ensure(clients(kafka));

            assertThat(admin.listTopics().names().get())
                    .containsAll(Topics.all().stream().map(Topics.Topic::name).toList());
            var journal = new ConfigResource(ConfigResource.Type.TOPIC, Topics.JOURNAL);
            var settings = admin.describeConfigs(Set.of(journal))
                    .all()
                    .get()
                    .values()
                    .iterator()
                    .next();
            assertThat(settings.get("retention.bytes").value()).isEqualTo(String.valueOf(5L << 30));
        }
    }

    @Test
    void takesRecordsFromWhomeverHasAClockThatIsHoursAhead() throws Exception {
        try (var data = DataDirectory.take(folder);
                var kafka = EmbeddedKafka.start(data, 0);
                var producer = new KafkaProducer<>(
                        Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
                        new StringSerializer(),
                        new StringSerializer())) {
            TopicSetup.ensure(clients(kafka));
            long ahead = System.currentTimeMillis() + Duration.ofHours(2).toMillis();

            for (var topic : Topics.all()) {
                var taken = producer.send(new ProducerRecord<>(topic.name(), null, ahead, "key", "value"))
                        .get();
                assertThat(taken.timestamp()).isLessThan(ahead);
            }
        }
    }

    @Test
    void answersOnLoopbackOnly() throws Exception {
        try (var data = DataDirectory.take(folder);
                var kafka = EmbeddedKafka.start(data, 0);
                var admin =
                        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()))) {
            assertThat(admin.describeCluster().nodes().get())
                    .singleElement()
                    .satisfies(
                            node -> assertThat(node.host() + ":" + node.port()).isEqualTo(kafka.bootstrapServers()));
        }
    }

    @Test
    void saysWhatToDoAboutATakenPort() throws Exception {
        try (var data = DataDirectory.take(folder);
                var taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            assertThatThrownBy(() -> EmbeddedKafka.start(data, taken.getLocalPort()))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("port " + taken.getLocalPort() + " on 127.0.0.1 is taken")
                    .hasMessageContaining("--kafka-port");
        }
    }

    @Test
    void saysThatABrokerCannotStartOnADamagedFolder() throws Exception {
        Files.createDirectories(folder.resolve("kafka"));
        Files.writeString(folder.resolve("kafka/meta.properties"), "version=1\ncluster.id=x\nnode.id=77\n");
        try (var data = DataDirectory.take(folder)) {
            assertThatThrownBy(() -> EmbeddedKafka.start(data, 0))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("did not start on " + folder);
        }
    }

    @Test
    void saysThatNoKafkaAnswers() {
        var nobody = Map.of(
                "bootstrap.servers", "127.0.0.1:1", "default.api.timeout.ms", "1000", "request.timeout.ms", "500");

        assertThatThrownBy(() -> TopicSetup.ensure(nobody))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("no Kafka answers at 127.0.0.1:1");
    }

    private static Map<String, String> clients(EmbeddedKafka kafka) {
        return Map.of("bootstrap.servers", kafka.bootstrapServers());
    }

    private static void write(EmbeddedKafka kafka, String value) throws ExecutionException, InterruptedException {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(Topics.JOURNAL, "h/web", value)).get();
        }
    }

    private static List<String> read(EmbeddedKafka kafka) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            var partition = new TopicPartition(Topics.JOURNAL, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end =
                    consumer.endOffsets(List.of(partition)).values().iterator().next();
            var values = new ArrayList<String>();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(one -> values.add(one.value()));
            }
            return values;
        }
    }
}
