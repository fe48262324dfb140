package io.lastwords.cli.kafka;

import static org.awaitility.Awaitility.await;

import io.lastwords.model.topic.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Commits one transaction and ends without any farewell, as after kill -9. A program of its own. */
final class KilledKafka {
    static final int STATUS = 86;
    static final String VALUE = "committed";
    private static final String WRITER = "writer";

    private KilledKafka() {}

    public static void main(String[] arguments) throws Exception {
        var kafka = EmbeddedKafka.start(DataDirectory.take(Path.of(arguments[0])), 0);
        TopicSetup.ensure(Map.of("bootstrap.servers", kafka.bootstrapServers()));
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka.bootstrapServers(),
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                WRITER);
        var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(Topics.JOURNAL, "h/web", VALUE)).get();
        producer.commitTransaction();
        try (var admin = Admin.create(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()))) {
            await().until(() -> admin.describeTransactions(List.of(WRITER))
                            .description(WRITER)
                            .get()
                            .state()
                    == TransactionState.COMPLETE_COMMIT);
        }
        Runtime.getRuntime().halt(STATUS);
    }
}
