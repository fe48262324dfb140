package io.lastwords.collector.journal;

import io.lastwords.model.topic.Json;
import io.lastwords.model.topic.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what is committed of an engine's positions, to the end. To be called after a predecessor has been fenced, since
 * only then nothing is under way any more.
 */
final class PositionsReader {
    private static final Logger LOG = LoggerFactory.getLogger(PositionsReader.class);
    private static final Duration POLL = Duration.ofMillis(200);

    /** Longer than a transaction of a collector may be open; a start that takes longer is told of. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Function<IsolationLevel, Consumer<byte[], byte[]>> consumers;

    PositionsReader(Function<IsolationLevel, Consumer<byte[], byte[]>> consumers) {
        this.consumers = consumers;
    }

    Positions read(String engine) {
        var latest = new HashMap<String, Position>();
        try (Consumer<byte[], byte[]> consumer = consumers.apply(IsolationLevel.READ_COMMITTED)) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.POSITIONS).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = ends(partitions);
            long hurry = System.nanoTime() + PATIENCE.toNanos();
            boolean told = false;
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    keep(record, engine, latest);
                }
                if (!told && System.nanoTime() > hurry) {
                    told = true;
                    LOG.atWarn()
                            .addKeyValue("ends", ends)
                            .log("the positions cannot be read to their end: a transaction hangs, or Kafka is slow");
                }
            }
        }
        return Positions.of(latest.values());
    }

    /** Behind all that is there: another engine's open transaction hides what came after its beginning, for a while. */
    private Map<TopicPartition, Long> ends(List<TopicPartition> partitions) {
        try (Consumer<byte[], byte[]> consumer = consumers.apply(IsolationLevel.READ_UNCOMMITTED)) {
            return consumer.endOffsets(partitions);
        }
    }

    @SuppressWarnings("NullAway") // Kafka's keys and values may be null
    private static void keep(ConsumerRecord<byte[], byte[]> record, String engine, Map<String, Position> latest) {
        if (record.key() == null) {
            return;
        }
        String key = new String(record.key(), StandardCharsets.UTF_8);
        if (!key.startsWith(engine + "/")) {
            return;
        }
        if (record.value() == null) {
            latest.remove(key);
            return;
        }
        try {
            latest.put(key, Json.read(record.value(), Position.class));
        } catch (IOException e) {
            LOG.atWarn()
                    .addKeyValue("key", key)
                    .addKeyValue("offset", record.offset())
                    .addKeyValue("reason", e.getMessage())
                    .log("a record on the positions topic is no position and is left out");
        }
    }
}
