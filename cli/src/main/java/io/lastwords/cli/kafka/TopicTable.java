package io.lastwords.cli.kafka;

import io.lastwords.cli.failure.Failure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A topic whose last record of each key counts, read as a whole and written one record at a time. */
public final class TopicTable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int TIMEOUT_MILLIS = 15_000;

    private final Map<String, String> client;
    private final String topic;

    /** Connects to nothing yet. */
    public TopicTable(Map<String, String> client, String topic) {
        this.client = Map.copyOf(client);
        this.topic = topic;
    }

    /**
     * The last value of each key, those that were changed last at the end.
     *
     * @throws Failure where Kafka does not answer
     */
    public Map<String, byte[]> read() throws Failure {
        var values = new LinkedHashMap<String, byte[]>();
        try (var consumer = Spectator.consumer(settings())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(record -> put(record, values));
            }
        } catch (KafkaException e) {
            throw KafkaTrouble.failure(client, e);
        }
        return values;
    }

    private static void put(ConsumerRecord<byte[], byte[]> record, Map<String, byte[]> values) {
        if (record.key() != null) {
            var key = new String(record.key(), StandardCharsets.UTF_8);
            values.remove(key);
            if (record.value() != null) {
                values.put(key, record.value());
            }
        }
    }

    /**
     * Returns when Kafka has the record.
     *
     * @throws Failure where it does not take it
     */
    public void write(String key, byte[] value) throws Failure, InterruptedException {
        var settings = settings();
        settings.put("acks", "all");
        settings.put("max.block.ms", TIMEOUT_MILLIS);
        settings.put("delivery.timeout.ms", TIMEOUT_MILLIS);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            var unused = producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value))
                    .get();
        } catch (KafkaException | ExecutionException e) {
            throw KafkaTrouble.failure(client, e);
        }
    }

    private Map<String, Object> settings() {
        var settings = new HashMap<String, Object>(client);
        settings.put("client.id", "lastwords-command");
        settings.putIfAbsent("default.api.timeout.ms", TIMEOUT_MILLIS);
        settings.putIfAbsent("request.timeout.ms", 10_000);
        return settings;
    }
}
