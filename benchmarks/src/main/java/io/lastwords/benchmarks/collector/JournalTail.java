package io.lastwords.benchmarks.collector;

import io.lastwords.model.journal.JournalEvent;
import io.lastwords.model.journal.LogChunk;
import io.lastwords.model.topic.Json;
import io.lastwords.model.topic.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads what of a log has come to the journal, committed. It looks at the end only while the collector is at work. */
final class JournalTail implements AutoCloseable {
    private static final TopicPartition JOURNAL = new TopicPartition(Topics.JOURNAL, 0);
    private static final int RECORDS = 20;
    private static final int LINE_BYTES = 400;

    private final KafkaConsumer<String, byte[]> consumer;
    private final LongLog log;

    JournalTail(Map<String, String> clients, LongLog log) {
        var settings = new HashMap<String, Object>(clients);
        settings.put("isolation.level", "read_committed");
        consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        consumer.assign(List.of(JOURNAL));
        this.log = log;
    }

    /** Whether the last line is among the last records. */
    boolean complete() {
        long end = end();
        consumer.seek(JOURNAL, Math.max(0, end - RECORDS));
        while (consumer.position(JOURNAL) < end) {
            for (var record : consumer.poll(Duration.ofMillis(100))) {
                if (lastLine(record)) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Reads the whole journal and compares it with the log.
     *
     * @return when the last line was appended, in milliseconds of the era
     * @throws IllegalStateException where a line is missing, comes twice or is out of order
     */
    long check() throws IOException {
        long end = end();
        consumer.seekToBeginning(List.of(JOURNAL));
        int next = 0;
        long appended = 0;
        while (consumer.position(JOURNAL) < end) {
            for (var record : consumer.poll(Duration.ofMillis(100))) {
                if (Json.read(record.value(), JournalEvent.class) instanceof LogChunk chunk && ours(chunk)) {
                    for (var line : chunk.lines()) {
                        if (!line.readable().startsWith(log.number(next))) {
                            throw new IllegalStateException("line " + next + " is not where it should be");
                        }
                        next++;
                    }
                    appended = record.timestamp();
                }
            }
        }
        if (next != log.lines()) {
            throw new IllegalStateException("the journal has " + next + " lines of " + log.lines());
        }
        return appended;
    }

    /** By the record's last bytes alone: parsing would take the processor from the collector. */
    private boolean lastLine(ConsumerRecord<String, byte[]> record) {
        byte[] value = record.value();
        int from = Math.max(0, value.length - LINE_BYTES);
        String end = new String(value, from, value.length - from, StandardCharsets.UTF_8);
        return end.contains('"' + log.number(log.lines() - 1));
    }

    private boolean ours(LogChunk chunk) {
        return chunk.origin().container().equals(log.container());
    }

    private long end() {
        return consumer.endOffsets(List.of(JOURNAL)).getOrDefault(JOURNAL, 0L);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
