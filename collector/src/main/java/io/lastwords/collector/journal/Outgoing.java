package io.lastwords.collector.journal;

import io.lastwords.model.journal.Gap;
import io.lastwords.model.journal.JournalEvent;
import io.lastwords.model.topic.Json;
import io.lastwords.model.topic.Topics;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** A record on its way. A position is overtaken by a later one of the same key within a transaction. */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
record Outgoing(String topic, String key, byte @Nullable [] value) {

    static Outgoing of(JournalEvent event) {
        byte[] json = Json.bytes(event);
        if (json.length > Topics.MAX_RECORD_BYTES) {
            var tooLarge = new Gap(
                    event.origin(),
                    event.time(),
                    null,
                    null,
                    (long) json.length,
                    "a record of type " + event.getClass().getSimpleName() + " would have been too large for Kafka");
            json = Json.bytes(tooLarge);
        }
        return new Outgoing(Topics.JOURNAL, event.origin().workload(), json);
    }

    static Outgoing of(Position position) {
        byte[] json = Json.bytes(position);
        return new Outgoing(Topics.POSITIONS, position.key(), json.length > Topics.MAX_RECORD_BYTES ? null : json);
    }

    static Outgoing tombstone(String key) {
        return new Outgoing(Topics.POSITIONS, key, null);
    }

    long size() {
        return key.length() + (value == null ? 0L : value.length) + 64;
    }

    @SuppressWarnings("NullAway") // null is Kafka's tombstone
    ProducerRecord<byte[], byte[]> record() {
        return new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value);
    }
}
