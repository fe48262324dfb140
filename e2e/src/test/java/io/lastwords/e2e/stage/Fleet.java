package io.lastwords.e2e.stage;

import io.lastwords.model.journal.Heartbeat;
import io.lastwords.model.journal.JournalEvent;
import io.lastwords.model.journal.Origin;
import io.lastwords.model.journal.RunEnded;
import io.lastwords.model.journal.RunStarted;
import io.lastwords.model.topic.Json;
import io.lastwords.model.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Hosts that suffer what one real container suffered: its journal, under other names, on the real topic. */
public final class Fleet implements AutoCloseable {
    private final KafkaProducer<String, byte[]> producer;
    private final List<ConsumerRecord<String, byte[]>> story;
    private final Origin real;

    /** Takes what the journal has of the container now. */
    public Fleet(int port, Container container) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", "127.0.0.1:" + port, "linger.ms", 5),
                new StringSerializer(),
                new ByteArraySerializer());
        try (var journal = new Topic(port, Topics.JOURNAL)) {
            story = journal.records().stream()
                    .filter(record -> new String(record.value(), StandardCharsets.UTF_8).contains(container.id()))
                    .toList();
        }
        real = Topic.journal(story).getFirst().origin();
    }

    /** Another host suffers the same. */
    public void suffers(String host) throws InterruptedException, ExecutionException {
        var like = origin(host);
        for (var record : story) {
            var text = new String(record.value(), StandardCharsets.UTF_8)
                    .replace(real.container(), like.container())
                    .replace("\"workload\":\"" + real.workload() + "\"", "\"workload\":\"" + like.workload() + "\"")
                    .replace("\"host\":\"" + real.host() + "\"", "\"host\":\"" + host + "\"");
            send(like.workload(), text.getBytes(StandardCharsets.UTF_8));
        }
        producer.flush();
    }

    /** A run of another host's container lives for a minute. */
    public void mends(String host) throws InterruptedException, ExecutionException {
        var events = Topic.journal(story);
        var settings = events.stream()
                .filter(RunStarted.class::isInstance)
                .map(RunStarted.class::cast)
                .findFirst()
                .orElseThrow()
                .settings();
        Instant last = events.stream()
                .filter(RunEnded.class::isInstance)
                .map(JournalEvent::time)
                .max(Instant::compareTo)
                .orElseThrow();
        var like = origin(host);
        Instant start = last.plusSeconds(30);
        send(new RunStarted(like, start, settings, false, true));
        send(new Heartbeat(like, start.plus(Duration.ofMinutes(2))));
        producer.flush();
    }

    private Origin origin(String host) {
        var container = (Integer.toHexString(host.hashCode()) + real.container()).substring(0, 64);
        return new Origin(
                host,
                real.engine(),
                host + real.workload().substring(real.host().length()),
                container);
    }

    private void send(JournalEvent event) throws InterruptedException, ExecutionException {
        send(event.origin().workload(), Json.bytes(event));
    }

    private void send(String key, byte[] value) throws InterruptedException, ExecutionException {
        producer.send(new ProducerRecord<>(Topics.JOURNAL, key, value)).get();
    }

    @Override
    public void close() {
        producer.close();
    }
}
