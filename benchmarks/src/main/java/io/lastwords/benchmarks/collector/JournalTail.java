package io.lastwords.benchmarks.collector;

import io.lastwords.model.journal.JournalEvent;
import io.lastwords.model.journal.LogChunk;
import io.lastwords.model.topic.Json;
import io.lastwords.model.topic.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads what of the logs has come to the journal, committed. It looks at the end only while the collector is at work. */
final class JournalTail implements AutoCloseable {
    private static final TopicPartition JOURNAL = new TopicPartition(Topics.JOURNAL, 0);
    private static final int RECORDS_A_LOG = 20;
    private static final int LINE_BYTES = 400;

    private final KafkaConsumer<String, byte[]> consumer;
    private final LongLogs logs;
    private final Set<String> complete = new HashSet<>();
    private long seen;

    JournalTail(Map<String, String> clients, LongLogs logs) {
        var settings = new HashMap<String, Object>(clients);
        settings.put("isolation.level", "read_committed");
        consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        consumer.assign(List.of(JOURNAL));
        this.logs = logs;
    }

    /** Whether each log's last line has been among the last records. */
    boolean complete() throws IOException {
        long end = end();
        consumer.seek(
                JOURNAL,
                Math.max(seen, end - (long) RECORDS_A_LOG * logs.containers().size()));
        while (consumer.position(JOURNAL) < end) {
            for (var record : consumer.poll(Duration.ofMillis(100))) {
                if (lastLine(record)) {
                    complete.add(Json.read(record.value(), JournalEvent.class)
                            .origin()
                            .container());
                }
            }
        }
        seen = end;
        return complete.size() == logs.containers().size();
    }

    /**
     * Reads the whole journal and compares it with the logs.
     *
     * @return when the last line was appended, in milliseconds of the era
     * @throws IllegalStateException where a line is missing, comes twice or is out of order
     */
    long check() throws IOException {
        long end = end();
        consumer.seekToBeginning(List.of(JOURNAL));
        var next = new HashMap<String, Integer>();
        long appended = 0;
        while (consumer.position(JOURNAL) < end) {
            for (var record : consumer.poll(Duration.ofMillis(100))) {
                if (Json.read(record.value(), JournalEvent.class) instanceof LogChunk chunk && ours(chunk)) {
                    next.put(chunk.origin().container(), inOrder(chunk, next));
                    appended = record.timestamp();
                }
            }
        }
        for (String container : logs.containers()) {
            if (next.getOrDefault(container, 0) != logs.lines()) {
                throw new IllegalStateException("the journal has " + next.getOrDefault(container, 0) + " lines of "
                        + logs.lines() + " of " + container);
            }
        }
        return appended;
    }

    /** The number of the line that must follow. */
    private int inOrder(LogChunk chunk, Map<String, Integer> next) {
        int line = next.getOrDefault(chunk.origin().container(), 0);
        for (var said : chunk.lines()) {
            if (!said.readable().startsWith(logs.number(line))) {
                throw new IllegalStateException("line " + line + " is not where it should be");
            }
            line++;
        }
        return line;
    }

    /** By the record's last bytes alone: parsing would take the processor from the collector. */
    private boolean lastLine(ConsumerRecord<String, byte[]> record) {
        byte[] value = record.value();
        int from = Math.max(0, value.length - LINE_BYTES);
        String end = new String(value, from, value.length - from, StandardCharsets.UTF_8);
        return end.contains('"' + logs.number(logs.lines() - 1));
    }

    private boolean ours(LogChunk chunk) {
        return logs.containers().contains(chunk.origin().container());
    }

    private long end() {
        return consumer.endOffsets(List.of(JOURNAL)).getOrDefault(JOURNAL, 0L);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
