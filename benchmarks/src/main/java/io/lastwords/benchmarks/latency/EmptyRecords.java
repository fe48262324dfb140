package io.lastwords.benchmarks.latency;

import io.lastwords.benchmarks.Series;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** How long a record with nothing in it takes through the same Kafka, sent with acks=all and read at once. */
final class EmptyRecords implements AutoCloseable {
    private static final TopicPartition TOPIC = new TopicPartition("benchmark.empty", 0);

    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Series millis = new Series();

    EmptyRecords(Map<String, String> clients) throws InterruptedException, ExecutionException {
        var settings = new HashMap<String, Object>(clients);
        try (var admin = Admin.create(settings)) {
            admin.createTopics(List.of(new NewTopic(TOPIC.topic(), Optional.of(1), Optional.empty())))
                    .all()
                    .get();
        }
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.assign(List.of(TOPIC));
        consumer.seekToBeginning(List.of(TOPIC));
        settings.put("linger.ms", "0");
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        send(); // the first connects
        millis.clear();
    }

    /** Sends one and reads it. */
    void send() throws InterruptedException, ExecutionException {
        long begun = System.nanoTime();
        var sent = producer.send(new ProducerRecord<>(TOPIC.topic(), new byte[0]));
        long read = 0;
        while (read == 0) {
            read = consumer.poll(Duration.ofMillis(100)).count();
            if (sent.isDone()) {
                sent.get(); // fails as the record did
            }
        }
        millis.add(Sightings.millis(Duration.ofNanos(System.nanoTime() - begun)));
    }

    /** Milliseconds of each. */
    Series millis() {
        return millis;
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }
}
