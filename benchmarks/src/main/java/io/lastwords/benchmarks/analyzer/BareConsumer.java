package io.lastwords.benchmarks.analyzer;

import io.lastwords.model.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads the journal from end to end and does nothing with it: the limit for whoever reads it. */
final class BareConsumer {
    private static final TopicPartition JOURNAL = new TopicPartition(Topics.JOURNAL, 0);

    private BareConsumer() {}

    /**
     * Seconds for all records.
     *
     * @param values how each value is read
     * @throws IllegalStateException where the number of records is not the expected one
     */
    static double read(Map<String, String> clients, Deserializer<?> values, long expected) {
        var settings = new HashMap<String, Object>(clients);
        settings.put("isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), values)) {
            consumer.assign(List.of(JOURNAL));
            consumer.seekToBeginning(List.of(JOURNAL));
            long end = consumer.endOffsets(List.of(JOURNAL)).getOrDefault(JOURNAL, 0L);
            long records = 0;
            long begun = System.nanoTime();
            while (consumer.position(JOURNAL) < end) {
                records += consumer.poll(Duration.ofMillis(100)).count();
            }
            double seconds = (System.nanoTime() - begun) / 1e9;
            if (records != expected) {
                throw new IllegalStateException("read " + records + " records of " + expected);
            }
            return seconds;
        }
    }
}
