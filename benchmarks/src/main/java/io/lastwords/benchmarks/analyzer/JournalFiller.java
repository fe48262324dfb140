package io.lastwords.benchmarks.analyzer;

import io.lastwords.model.journal.JournalEvent;
import io.lastwords.model.journal.LogChunk;
import io.lastwords.model.topic.Json;
import io.lastwords.model.topic.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Writes a mixed journal as a collector does: compressed, and in transactions. */
final class JournalFiller {
    private static final int RECORDS_A_TRANSACTION = 500;

    /** What was written. */
    record Filled(long records, long lines, long bytes) {
        private Filled with(JournalEvent event, byte[] value) {
            long more = event instanceof LogChunk chunk ? chunk.lines().size() : 0;
            return new Filled(records + 1, lines + more, bytes + value.length);
        }
    }

    private JournalFiller() {}

    /** Writes what is next until there are so many lines. */
    static Filled fill(Map<String, String> clients, MixedJournal journal, long wantedLines) {
        return fill(clients, filled -> filled.lines < wantedLines ? journal.next() : null);
    }

    /** Writes these events. */
    static Filled fill(Map<String, String> clients, List<JournalEvent> events) {
        var left = events.iterator();
        return fill(clients, filled -> left.hasNext() ? left.next() : null);
    }

    private static Filled fill(Map<String, String> clients, Function<Filled, @Nullable JournalEvent> next) {
        var settings = new HashMap<String, Object>(clients);
        settings.put("transactional.id", "benchmark");
        settings.put("compression.type", "lz4");
        settings.put("linger.ms", "20");
        settings.put("batch.size", "262144");
        var filled = new Filled(0, 0, 0);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            for (var event = next.apply(filled); event != null; event = next.apply(filled)) {
                byte[] value = Json.bytes(event);
                var unused = // the commit fails where a send did
                        producer.send(new ProducerRecord<>(
                                Topics.JOURNAL, event.origin().workload(), value));
                filled = filled.with(event, value);
                if (filled.records % RECORDS_A_TRANSACTION == 0) {
                    producer.commitTransaction();
                    producer.beginTransaction();
                }
            }
            producer.commitTransaction();
        }
        return filled;
    }
}
