package io.lastwords.cli.kafka;

import io.lastwords.cli.failure.Failure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
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
        return read((key, value) -> Optional.of(value));
    }

    /** What of a record is kept, where a topic is larger than this process. */
    public interface Keep<T> {
        /** Empty where nothing is: then nothing of the key's earlier records is either. */
        Optional<T> of(String key, byte[] value);
    }

    /**
     * The same of all records, of each no more than is needed.
     *
     * @throws Failure where Kafka does not answer
     */
    public <T> Map<String, T> read(Keep<T> keep) throws Failure {
        var values = new LinkedHashMap<String, T>();
        try (var consumer = Spectator.consumer(settings())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(record -> put(record, keep, values));
            }
        } catch (KafkaException e) {
            throw KafkaTrouble.failure(client, e);
        }
        return values;
    }

    private static <T> void put(ConsumerRecord<byte[], byte[]> record, Keep<T> keep, Map<String, T> values) {
        if (record.key() != null) {
            var key = new String(record.key(), StandardCharsets.UTF_8);
            values.remove(key);
            if (record.value() != null) {
                keep.of(key, record.value()).ifPresent(kept -> values.put(key, kept));
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
