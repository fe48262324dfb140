package io.lastwords.notifier;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The clients that the notifier needs, with what their correctness depends on set over the user's own settings. */
final class KafkaClients {
    private final Map<String, String> kafka;

    KafkaClients(Map<String, String> kafka) {
        this.kafka = kafka;
    }

    /**
     * A receiver's member of its own group. Static membership: a restart after a kill takes its partitions back at once,
     * and a second notifier fences the first.
     */
    Consumer<byte[], byte[]> member(String receiver) {
        var config = consumer("lastwords-notifier-" + receiver);
        config.put(ConsumerConfig.GROUP_ID_CONFIG, "lastwords-notifier-" + receiver);
        config.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, "lastwords-notifier-" + receiver);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 50);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** A reader without a group. */
    Consumer<byte[], byte[]> reader(String receiver) {
        return new KafkaConsumer<>(
                consumer("lastwords-notifier-" + receiver + "-deliveries"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private Map<String, Object> consumer(String clientId) {
        var config = new HashMap<String, Object>(kafka);
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return config;
    }

    Producer<byte[], byte[]> producer() {
        var config = new HashMap<String, Object>(kafka);
        config.put(ProducerConfig.CLIENT_ID_CONFIG, "lastwords-notifier");
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
