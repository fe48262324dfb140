package io.lastwords.e2e.stage;

import io.lastwords.model.journal.JournalEvent;
import io.lastwords.model.topic.Json;
import io.lastwords.model.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** One topic as any Kafka client sees it: read_committed, from its start to what was its end when asked. */
public final class Topic implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();

    public Topic(int port, String name) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", "127.0.0.1:" + port, "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        partitions = consumer.partitionsFor(name).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Every record committed so far; asked again, it reads on. */
    public List<ConsumerRecord<String, byte[]>> records() {
        var ends = consumer.endOffsets(partitions);
        long heard = System.nanoTime();
        while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
            var some = consumer.poll(Duration.ofMillis(50));
            some.forEach(records::add);
            if (!some.isEmpty()) {
                heard = System.nanoTime();
            } else if (System.nanoTime() - heard > PATIENCE.toNanos()) {
                throw new IllegalStateException("Kafka has gone silent in the middle of " + partitions);
            }
        }
        return List.copyOf(records);
    }

    /** The journal's events so far. */
    public static List<JournalEvent> journal(List<ConsumerRecord<String, byte[]>> records) {
        return values(records, JournalEvent.class);
    }

    /** All journal events of a broker. */
    public static List<JournalEvent> journal(int port) {
        try (var topic = new Topic(port, Topics.JOURNAL)) {
            return journal(topic.records());
        }
    }

    /** The values of records that are not tombstones. */
    public static <T> List<T> values(List<ConsumerRecord<String, byte[]>> records, Class<T> type) {
        var values = new ArrayList<T>();
        for (var consumed : records) {
            if (consumed.value() != null) {
                try {
                    values.add(Json.read(consumed.value(), type));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return values;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
