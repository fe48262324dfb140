package io.lastwords.notifier;

import io.lastwords.model.topic.Topics;
import io.lastwords.notifier.share.OneOwner;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The clients that the notifier needs, with what their correctness depends on set over the user's own settings. */
final class KafkaClients {
    /** How long one that is gone keeps its receivers; one that ends orderly, or comes back, does not wait for it. */
    private static final int SESSION_MILLIS = 10_000;

    /** How soon one hears that another has come or gone. */
    private static final int HEARTBEAT_MILLIS = 1_000;

    private final Map<String, String> kafka;
    private final String instance;
    private final List<String> receivers;

    KafkaClients(NotifierSettings settings) {
        kafka = settings.kafka();
        instance = settings.instance();
        receivers = settings.receivers().stream().map(ReceiverSettings::name).toList();
    }

    /**
     * A receiver's member of its own group, in which one has all partitions. Static membership: a restart after a kill
     * takes them back at once. Beside its assignor it knows the one that a group was founded with before there was any
     * other, or it could not join that.
     */
    Consumer<byte[], byte[]> member(String receiver) {
        var config = consumer("lastwords-notifier-" + receiver);
        config.put(ConsumerConfig.GROUP_ID_CONFIG, "lastwords-notifier-" + receiver);
        config.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
        config.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, "lastwords-notifier-" + instance);
        config.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS);
        config.putIfAbsent(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_MILLIS);
        config.put(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                List.of(OneOwner.class.getName(), CooperativeStickyAssignor.class.getName()));
        config.put(OneOwner.RECEIVER, receiver);
        config.put(OneOwner.RECEIVERS, receivers);
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
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Topics.MAX_POLL_RECORDS);
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
