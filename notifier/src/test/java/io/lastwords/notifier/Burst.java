package io.lastwords.notifier;

import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.topic.Json;
import io.lastwords.model.topic.Topics;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes the diagnoses of many incidents, each of its own name. */
final class Burst implements AutoCloseable {
    private final KafkaProducer<String, byte[]> producer;

    Burst(String bootstrap) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new StringSerializer(), new ByteArraySerializer());
    }

    static String name(int incident) {
        return "burst-%03d".formatted(incident);
    }

    /** Returns when Kafka has it; says in which partition it is. */
    int open(int incident) throws ExecutionException, InterruptedException {
        return open(incident, "stub-binary");
    }

    int open(int incident, String cause) throws ExecutionException, InterruptedException {
        return send(Diagnoses.open(name(incident), 1, cause, true, Instant.now()));
    }

    int resolve(int incident) throws ExecutionException, InterruptedException {
        return send(Diagnoses.resolved(name(incident), 2, Instant.now()));
    }

    private int send(Diagnosis diagnosis) throws ExecutionException, InterruptedException {
        return producer.send(new ProducerRecord<>(Topics.DIAGNOSES, diagnosis.incident(), Json.bytes(diagnosis)))
                .get()
                .partition();
    }

    @Override
    public void close() {
        producer.close();
    }
}
