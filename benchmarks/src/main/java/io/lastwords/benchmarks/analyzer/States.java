package io.lastwords.benchmarks.analyzer;

import io.lastwords.analyzer.Analyzer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * What the analyzer keeps of all workloads, as its changelog has it.
 *
 * @param bytes of all states
 */
record States(long workloads, long bytes) {
    private static final TopicPartition CHANGELOG =
            new TopicPartition(Analyzer.APPLICATION_ID + "-workloads-changelog", 0);

    double meanBytes() {
        return (double) bytes / workloads;
    }

    static States read(Map<String, String> clients) {
        var settings = new HashMap<String, Object>(clients);
        settings.put("isolation.level", "read_committed");
        var sizes = new HashMap<String, Integer>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(CHANGELOG));
            consumer.seekToBeginning(List.of(CHANGELOG));
            long end = consumer.endOffsets(List.of(CHANGELOG)).getOrDefault(CHANGELOG, 0L);
            while (consumer.position(CHANGELOG) < end) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record -> sizes.put(record.key(), record.serializedValueSize()));
            }
        }
        return new States(
                sizes.size(),
                sizes.values().stream().mapToLong(Integer::longValue).sum());
    }
}
