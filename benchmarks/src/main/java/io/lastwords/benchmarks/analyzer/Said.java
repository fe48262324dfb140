package io.lastwords.benchmarks.analyzer;

import io.lastwords.model.topic.Topics;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** What each round said: the same bytes in the same order, or the figures are of something else than the analyzer. */
final class Said {
    private static final TopicPartition DIAGNOSES = new TopicPartition(Topics.DIAGNOSES, 0);

    private record Digest(long count, long hash) {
        Digest with(ConsumerRecord<String, byte[]> record) {
            return new Digest(count + 1, 31 * (31 * hash + record.key().hashCode()) + Arrays.hashCode(record.value()));
        }
    }

    private final Map<String, String> clients;
    private @Nullable Digest first;
    private long read;

    Said(Map<String, String> clients) {
        this.clients = clients;
    }

    /**
     * Reads what has been said since the last call.
     *
     * @throws IllegalStateException where it is nothing, or not what the first round said
     */
    void sameAsBefore() {
        Digest now = newest();
        if (first == null) {
            first = now;
        }
        if (now.count == 0 || !now.equals(first)) {
            throw new IllegalStateException("the first round said " + first + ", this one " + now);
        }
    }

    /** How many diagnoses a round has. */
    long count() {
        return first == null ? 0 : first.count;
    }

    private Digest newest() {
        var settings = new HashMap<String, Object>(clients);
        settings.put("isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(DIAGNOSES));
            consumer.seek(DIAGNOSES, read);
            long end = consumer.endOffsets(List.of(DIAGNOSES)).getOrDefault(DIAGNOSES, 0L);
            var digest = new Digest(0, 0);
            while (consumer.position(DIAGNOSES) < end) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    digest = digest.with(record);
                }
            }
            read = end;
            return digest;
        }
    }
}
