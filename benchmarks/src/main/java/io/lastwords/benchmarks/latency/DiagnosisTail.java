package io.lastwords.benchmarks.latency;

import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.topic.Json;
import io.lastwords.model.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads what is said on the topic, committed, as soon as it is. */
final class DiagnosisTail implements AutoCloseable {
    private final KafkaConsumer<String, byte[]> consumer;
    private final Sightings told = new Sightings();
    private final Thread thread = new Thread(this::read, "diagnoses");
    private volatile boolean closing;

    DiagnosisTail(Map<String, String> clients) {
        var settings = new HashMap<String, Object>(clients);
        settings.put("isolation.level", "read_committed");
        consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        consumer.assign(consumer.partitionsFor(Topics.DIAGNOSES).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList());
        consumer.seekToBeginning(consumer.assignment());
        thread.start();
    }

    private void read() {
        try (consumer) {
            while (!closing) {
                for (var message : consumer.poll(Duration.ofMillis(100))) {
                    take(message);
                }
            }
        }
    }

    private void take(ConsumerRecord<String, byte[]> message) {
        var now = Instant.now();
        try {
            var diagnosis = Json.read(message.value(), Diagnosis.class);
            if (diagnosis.workload() != null) {
                told.seen(diagnosis.workload().containerName(), now);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first revision of each incident: the provisional diagnosis. */
    Sightings told() {
        return told;
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
