package io.lastwords.collector.journal;

import io.lastwords.model.topic.Topics;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Kafka's clients as the journal needs them; what the user sets is kept, except for what its guarantees rest on. */
final class KafkaClients {
    private final Map<String, String> settings;
    private final String engine;

    KafkaClients(Map<String, String> settings, String engine) {
        this.settings = Map.copyOf(settings);
        this.engine = engine;
    }

    /** One transactional ID for each engine, so that a successor fences its predecessor. */
    Producer<byte[], byte[]> producer() {
        return new KafkaProducer<>(producerSettings(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    Map<String, Object> producerSettings() {
        var all = new HashMap<String, Object>();
        all.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        all.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        // so much is kept for each topic of each engine, also where only heartbeats are sent; a larger record gets its
        // own
        all.put(ProducerConfig.BATCH_SIZE_CONFIG, 1 << 17);
        all.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 3 * Batch.MAX_BYTES);
        all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        all.put(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 500);
        all.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        all.putAll(settings);
        all.put(ProducerConfig.ACKS_CONFIG, "all");
        all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        all.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "lastwords-collector-" + engine);
        // a frozen collector holds up read_committed readers for no longer than this
        all.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 10_000);
        // an outage may take as long as it likes: by default records are given up after two minutes
        all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        return all;
    }

    Consumer<byte[], byte[]> consumer(IsolationLevel level) {
        var all = new HashMap<String, Object>(settings);
        all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, level.toString());
        all.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Topics.MAX_POLL_RECORDS);
        all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        all.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 20_000);
        return new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
