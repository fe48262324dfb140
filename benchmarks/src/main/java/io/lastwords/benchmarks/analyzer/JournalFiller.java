package io.lastwords.benchmarks.analyzer;

import io.lastwords.model.journal.JournalEvent;
import io.lastwords.model.journal.LogChunk;
import io.lastwords.model.topic.Json;
import io.lastwords.model.topic.Topics;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes a mixed journal as a collector does: compressed, and in transactions. */
final class JournalFiller {
    private static final int RECORDS_A_TRANSACTION = 500;

    /** What was written. */
    record Filled(long records, long lines, long bytes) {}

    private JournalFiller() {}

    /** Writes until there are so many lines. */
    static Filled fill(Map<String, String> clients, long seed, long wantedLines) {
        var settings = new HashMap<String, Object>(clients);
        settings.put("transactional.id", "benchmark");
        settings.put("compression.type", "lz4");
        settings.put("linger.ms", "20");
        settings.put("batch.size", "262144");
        long records = 0;
        long lines = 0;
        long bytes = 0;
        var journal = new MixedJournal(seed);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            while (lines < wantedLines) {
                JournalEvent event = journal.next();
                byte[] value = Json.bytes(event);
                var unused = // the commit fails where a send did
                        producer.send(new ProducerRecord<>(
                                Topics.JOURNAL, event.origin().workload(), value));
                records++;
                bytes += value.length;
                lines += event instanceof LogChunk chunk ? chunk.lines().size() : 0;
                if (records % RECORDS_A_TRANSACTION == 0) {
                    producer.commitTransaction();
                    producer.beginTransaction();
                }
            }
            producer.commitTransaction();
        }
        return new Filled(records, lines, bytes);
    }
}
