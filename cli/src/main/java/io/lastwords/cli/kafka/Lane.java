package io.lastwords.cli.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What was read of one partition and has not been taken. Bounded by not reading on while it is {@link #full()}. */
final class Lane {
    private static final long FULL_BYTES = 4L << 20;

    private final TopicPartition partition;
    private final long end;
    private final ArrayDeque<TopicRecord> waiting = new ArrayDeque<>();
    private long latest = Long.MIN_VALUE;
    private long bytes;
    private long at;

    /** From an offset up to another, which is not read any more. */
    Lane(TopicPartition partition, long at, long end) {
        this.partition = partition;
        this.at = at;
        this.end = end;
    }

    TopicPartition partition() {
        return partition;
    }

    boolean empty() {
        return waiting.isEmpty();
    }

    boolean full() {
        return bytes >= FULL_BYTES;
    }

    /** A new leader's clock may be behind the old one's: within a partition time does not go back. */
    void add(ConsumerRecord<byte[], byte[]> consumed) {
        if (consumed.offset() < end) {
            latest = Math.max(latest, consumed.timestamp());
            bytes += size(consumed.value());
            waiting.add(new TopicRecord(
                    consumed.key() == null ? "" : new String(consumed.key(), StandardCharsets.UTF_8),
                    consumed.value(),
                    Instant.ofEpochMilli(latest),
                    partition.partition(),
                    consumed.offset()));
        }
    }

    /** When the next one was appended; only where there is one. */
    Instant next() {
        return waiting.getFirst().appended();
    }

    TopicRecord take() {
        var next = waiting.removeFirst();
        bytes -= size(next.value());
        at = next.offset() + 1;
        return next;
    }

    /** How many offsets are not taken yet; not all of them have a record. */
    long left() {
        return Math.max(0, end - at);
    }

    /** A record without a value takes room too. */
    private static long size(byte @Nullable [] value) {
        return 200L + (value == null ? 0 : value.length);
    }

    /** Whether all of it was read and taken. */
    boolean finished(KafkaConsumer<?, ?> consumer) {
        return waiting.isEmpty() && consumer.position(partition) >= end;
    }
}
