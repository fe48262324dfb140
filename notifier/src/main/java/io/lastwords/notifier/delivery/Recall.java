package io.lastwords.notifier.delivery;

import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.topic.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads again how incidents stood that were dealt with before: the deliveries tell which are open, but not what they
 * look like. Costs a reading of {@code lastwords.diagnoses}, so it is for those only of which something is needed.
 */
public final class Recall {
    private static final Logger LOG = LoggerFactory.getLogger(Recall.class);
    private static final Duration POLL = Duration.ofSeconds(1);

    private final Supplier<Consumer<byte[], byte[]>> reader;

    /** The reader makes a consumer without a group, for each reading a new one. */
    public Recall(Supplier<Consumer<byte[], byte[]>> reader) {
        this.reader = reader;
    }

    /** Takes what was decided about before. */
    interface Taker {
        void take(TopicPartition partition, Diagnosis diagnosis) throws InterruptedException;
    }

    /**
     * Gives every revision, in order.
     *
     * @param until the offset behind the last record to be read, by partition
     * @param wanted by incident
     */
    void read(Map<TopicPartition, Long> until, Predicate<String> wanted, Taker into) throws InterruptedException {
        var consumer = reader.get();
        try {
            consumer.assign(until.keySet());
            consumer.seekToBeginning(until.keySet());
            while (until.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (var record : consumer.poll(POLL)) {
                    var partition = new TopicPartition(record.topic(), record.partition());
                    if (record.offset() < until.getOrDefault(partition, 0L) && wanted(record, wanted)) {
                        take(record, partition, into);
                    }
                }
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
        } finally {
            consumer.close(CloseOptions.timeout(ReceiverLoop.CLOSE));
        }
    }

    private static boolean wanted(ConsumerRecord<byte[], byte[]> record, Predicate<String> wanted) {
        return record.key() != null
                && record.value() != null
                && wanted.test(new String(record.key(), StandardCharsets.UTF_8));
    }

    private static void take(ConsumerRecord<byte[], byte[]> record, TopicPartition partition, Taker into)
            throws InterruptedException {
        try {
            into.take(partition, Json.read(record.value(), Diagnosis.class));
        } catch (IOException e) {
            // it became a dead letter when it was read first
            LOG.atDebug().addKeyValue("offset", record.offset()).log("not a diagnosis: {}", Unreadable.reason(e));
        }
    }
}
