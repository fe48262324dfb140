package io.lastwords.notifier.delivery;

import io.lastwords.model.topic.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps in {@code lastwords.dead-letters} what could not be read or was refused for good, with the reason in the headers
 * {@code lastwords.reason}, {@code lastwords.topic}, {@code lastwords.partition}, {@code lastwords.offset}, for a
 * refused notice {@code lastwords.receiver}, and for one that is cut {@code lastwords.cut}, the bytes that it had. Shared
 * by all receivers' threads: an unreadable record is kept and logged once, not once for each receiver.
 */
public final class DeadLetters {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    private static final int MAX_REASON = 1_000;
    /** Bytes; a record may be far larger once it is unpacked, and the letter must fit into one. */
    private static final int MAX_VALUE = Topics.MAX_RECORD_BYTES;

    private final Recorder recorder;
    private final Counter unreadable = counter("unreadable");
    private final Counter refused = counter("refused");
    private final Map<TopicPartition, Long> kept = new HashMap<>();

    public DeadLetters(Recorder recorder) {
        this.recorder = recorder;
    }

    private static Counter counter(String kind) {
        return Counter.builder("lastwords.notifier.dead.letters")
                .description("Records that could not be read, and notices that were refused for good.")
                .tag("kind", kind)
                .register(Metrics.globalRegistry);
    }

    /** Keeps a record that is not what its topic holds; returns when it is written. */
    synchronized void unreadable(ConsumerRecord<byte[], byte[]> source, String reason) throws InterruptedException {
        var partition = new TopicPartition(source.topic(), source.partition());
        if (kept.getOrDefault(partition, -1L) >= source.offset()) {
            return;
        }
        byte[] value = source.value();
        boolean whole = value == null || value.length <= MAX_VALUE;
        var letter = new ProducerRecord<>(
                Topics.DEAD_LETTERS, source.key(), whole ? value : Arrays.copyOf(value, MAX_VALUE));
        if (!whole) {
            put(letter.headers(), "cut", String.valueOf(value.length));
        }
        put(letter.headers(), "reason", reason.substring(0, Math.min(reason.length(), MAX_REASON)));
        put(letter.headers(), "topic", source.topic());
        put(letter.headers(), "partition", String.valueOf(source.partition()));
        put(letter.headers(), "offset", String.valueOf(source.offset()));
        recorder.write(letter);
        kept.put(partition, source.offset());
        unreadable.increment();
        LOG.atError()
                .addKeyValue("topic", source.topic())
                .addKeyValue("partition", source.partition())
                .addKeyValue("offset", source.offset())
                .log("A record cannot be read and was put into {}: {}", Topics.DEAD_LETTERS, reason);
    }

    /** Keeps a notice that its receiver refused for good; returns when it is written. */
    void refused(String receiver, String key, byte[] diagnosis, String reason) throws InterruptedException {
        var letter = new ProducerRecord<>(Topics.DEAD_LETTERS, key.getBytes(StandardCharsets.UTF_8), diagnosis);
        put(letter.headers(), "reason", reason);
        put(letter.headers(), "topic", Topics.DIAGNOSES);
        put(letter.headers(), "receiver", receiver);
        recorder.write(letter);
        refused.increment();
    }

    private static void put(Headers headers, String name, String value) {
        headers.add("lastwords." + name, value.getBytes(StandardCharsets.UTF_8));
    }
}
