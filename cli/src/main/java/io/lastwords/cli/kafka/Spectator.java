package io.lastwords.cli.kafka;

import io.lastwords.model.topic.Topics;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Consumers that only look: in no group, they commit nothing and make no topic, so that nobody notices. */
public final class Spectator {
    private Spectator() {}

    /**
     * One that sees only what was committed.
     *
     * @param client Kafka client properties, to which what makes it a spectator is added
     */
    public static KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> client) {
        var settings = new HashMap<>(client);
        settings.put("isolation.level", "read_committed");
        settings.put("max.poll.records", Topics.MAX_POLL_RECORDS);
        settings.put("enable.auto.commit", "false");
        settings.put("allow.auto.create.topics", "false");
        settings.remove("group.id");
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
