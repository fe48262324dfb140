package io.lastwords.cli.kafka;

import io.lastwords.cli.failure.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Reads a range of a topic by the times at which it was appended, all partitions in one order: by that time, within
 * a partition by offset. It belongs to no consumer group and writes nothing, so nobody notices. What is appended after
 * it was opened is not read. Not for several threads.
 */
public final class TopicReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long PATIENCE_NANOS = Duration.ofSeconds(60).toNanos();
    private static final int TIMEOUT_MILLIS = 15_000;
    private static final Comparator<Lane> BY_TIME = Comparator.comparing(Lane::next)
            .thenComparingInt(lane -> lane.partition().partition());

    private final Map<String, String> client;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<Lane> lanes;
    private final boolean fromTheFirst;
    private final long size;

    private TopicReader(Map<String, String> client, KafkaConsumer<byte[], byte[]> consumer, Range range) {
        this.client = client;
        this.consumer = consumer;
        this.lanes = range.lanes();
        this.fromTheFirst = range.fromTheFirst();
        size = left();
    }

    /** Takes one record after the other. */
    public interface Taker {
        void take(TopicRecord taken) throws Failure;
    }

    /** Where to read, and whether nothing was ever before that. */
    private record Range(List<Lane> lanes, boolean fromTheFirst) {}

    /**
     * Fixes what is read.
     *
     * @param client Kafka client properties
     * @param topic whose timestamps are the broker's
     * @param from null for all that is there
     * @param to null for all that is there
     * @throws Failure where Kafka does not answer
     */
    public static TopicReader open(
            Map<String, String> client, String topic, @Nullable Instant from, @Nullable Instant to) throws Failure {
        var settings = new HashMap<String, Object>(client);
        settings.put("client.id", "lastwords-replay");
        settings.putIfAbsent("default.api.timeout.ms", TIMEOUT_MILLIS);
        settings.putIfAbsent("request.timeout.ms", 10_000);
        KafkaConsumer<byte[], byte[]> consumer = null;
        try {
            consumer = Spectator.consumer(settings);
            return new TopicReader(client, consumer, range(consumer, topic, from, to));
        } catch (KafkaException e) {
            if (consumer != null) {
                consumer.close();
            }
            throw KafkaTrouble.failure(client, e);
        }
    }

    private static Range range(
            KafkaConsumer<byte[], byte[]> consumer, String topic, @Nullable Instant from, @Nullable Instant to) {
        var partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        var first = consumer.beginningOffsets(partitions);
        var last = consumer.endOffsets(partitions);
        var begin = from == null ? first : offsets(consumer, partitions, from, last);
        var end = to == null ? last : offsets(consumer, partitions, to, last);
        var lanes = new ArrayList<Lane>();
        boolean whole = true;
        for (var partition : partitions) {
            long at = begin.getOrDefault(partition, 0L);
            whole &= at == 0;
            consumer.seek(partition, at);
            lanes.add(new Lane(
                    partition, at, Math.min(end.getOrDefault(partition, 0L), last.getOrDefault(partition, 0L))));
        }
        return new Range(lanes, whole);
    }

    /** The first record at or after a time, or the end. */
    private static Map<TopicPartition, Long> offsets(
            KafkaConsumer<byte[], byte[]> consumer,
            Collection<TopicPartition> partitions,
            Instant time,
            Map<TopicPartition, Long> last) {
        Map<TopicPartition, @Nullable OffsetAndTimestamp> found = consumer.offsetsForTimes(partitions.stream()
                .collect(Collectors.toMap(one -> one, one -> Math.max(0, time.toEpochMilli()))));
        var offsets = new HashMap<>(last);
        found.forEach((partition, at) -> {
            if (at != null) {
                offsets.put(partition, at.offset());
            }
        });
        return offsets;
    }

    /** Whether nothing was in any partition before what is read: nothing is deleted yet, and nothing is left out. */
    public boolean fromTheFirst() {
        return fromTheFirst;
    }

    /** How many offsets are to be read; not all of them have a record. */
    public long size() {
        return size;
    }

    /** How many of them are behind; for whoever takes the records. */
    public long done() {
        return size - left();
    }

    private long left() {
        long left = 0;
        for (var lane : lanes) {
            left += lane.left();
        }
        return left;
    }

    /**
     * Reads all of it, once.
     *
     * @throws Failure where Kafka does not answer any more
     */
    public void read(Taker taker) throws Failure {
        try {
            var open = new ArrayList<>(lanes);
            long heard = System.nanoTime();
            open.removeIf(lane -> lane.finished(consumer));
            while (!open.isEmpty()) {
                while (open.stream().noneMatch(Lane::empty)) {
                    var next = open.stream().min(BY_TIME).orElseThrow();
                    taker.take(next.take());
                    if (next.finished(consumer)) {
                        open.remove(next);
                    }
                    if (open.isEmpty()) {
                        return;
                    }
                }
                if (poll(open)) {
                    heard = System.nanoTime();
                } else if (System.nanoTime() - heard > PATIENCE_NANOS) {
                    throw new Failure("Kafka at " + client.get("bootstrap.servers") + " has not answered for a minute");
                }
                open.removeIf(lane -> lane.finished(consumer));
            }
        } catch (KafkaException e) {
            throw KafkaTrouble.failure(client, e);
        }
    }

    /** Whether anything came. Who has enough waits for the others. */
    private boolean poll(List<Lane> open) {
        var hungry =
                open.stream().filter(lane -> !lane.full()).map(Lane::partition).toList();
        consumer.pause(consumer.assignment());
        consumer.resume(hungry);
        var before = positions(open);
        var records = consumer.poll(POLL);
        for (var lane : lanes) {
            records.records(lane.partition()).forEach(lane::add);
        }
        return !records.isEmpty() || positions(open) != before;
    }

    private long positions(List<Lane> open) {
        return open.stream()
                .mapToLong(lane -> consumer.position(lane.partition()))
                .sum();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
