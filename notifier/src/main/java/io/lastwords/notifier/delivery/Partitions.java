package io.lastwords.notifier.delivery;

import io.lastwords.model.topic.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partitions of {@code lastwords.diagnoses} that are a receiver's now, and how far each of them is dealt with: the
 * committed offset never passes what waits in the outbox. Confined to the receiver's thread.
 */
final class Partitions implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Partitions.class);
    private static final String CATCHING_UP = "catching up";

    /** Between two looks whether it is over: nothing can be sent before. */
    private static final Duration REBALANCE = Duration.ofMillis(100);

    /** Who deals with what is read. */
    interface Reader {
        /** Partitions were another's until now: what was told from them must be known before anything is. */
        void takeOver() throws InterruptedException;

        /** How things stood at these offsets, up to which partitions were dealt with before, must be known too. */
        void recall(Map<TopicPartition, Long> dealtWith) throws InterruptedException;

        /** Somebody else deals with these partitions now. */
        void forget(Collection<TopicPartition> partitions);
    }

    private final String receiver;
    private final Consumer<byte[], byte[]> consumer;
    private final Outbox outbox;
    private final Reader reader;
    private final Map<TopicPartition, CatchUp> catchUps = new HashMap<>();
    private final Map<TopicPartition, Long> committed = new HashMap<>();

    /** The ends at the assignment, where reading has not come to them yet. */
    private final Map<TopicPartition, Long> ahead = new HashMap<>();

    /** Notifiers come or go, so that it is open whose the partitions are. */
    private boolean rebalancing;

    /** Assigned, but where to begin and what was told before is not known yet. */
    private final Set<TopicPartition> unprepared = new HashSet<>();

    Partitions(String receiver, Consumer<byte[], byte[]> consumer, Outbox outbox, Reader reader) {
        this.receiver = receiver;
        this.consumer = consumer;
        this.outbox = outbox;
        this.reader = reader;
    }

    void subscribe() {
        consumer.subscribe(List.of(Topics.DIAGNOSES), new Assignments());
    }

    /** Finds out where to go on in what was assigned; does nothing where that is known. */
    void prepare() throws InterruptedException {
        if (unprepared.isEmpty()) {
            return;
        }
        reader.takeOver();
        var offsets = consumer.committed(unprepared);
        var ends = consumer.endOffsets(unprepared);
        var dealtWith = new HashMap<TopicPartition, Long>();
        for (var partition : unprepared) {
            var offset = offsets.get(partition);
            if (offset == null || offset.metadata().equals(CATCHING_UP)) {
                catchUps.put(partition, new CatchUp(Objects.requireNonNull(ends.get(partition))));
                consumer.seekToBeginning(List.of(partition));
            } else {
                // a broker that lost its power may have kept the position and not the records before it
                long at = Math.min(offset.offset(), Objects.requireNonNull(ends.get(partition)));
                consumer.seek(partition, at);
                dealtWith.put(partition, at);
            }
        }
        if (!dealtWith.isEmpty()) {
            reader.recall(dealtWith);
        }
        ahead.putAll(ends);
        unprepared.clear();
    }

    /** What is there, or comes in this time; empty where something was assigned, after which it will be read again. */
    Optional<ConsumerRecords<byte[], byte[]>> poll(Duration patience) {
        if (outbox.isFull()) {
            consumer.pause(consumer.assignment());
        } else {
            consumer.resume(consumer.paused());
        }
        var records = consumer.poll(rebalancing ? REBALANCE : patience);
        return unprepared.isEmpty() ? Optional.of(records) : Optional.empty();
    }

    /** The catch-up that a record is part of; null where it is news. */
    @Nullable
    CatchUp catchUp(TopicPartition partition, long offset) {
        var catchUp = catchUps.get(partition);
        return catchUp != null && catchUp.covers(offset) ? catchUp : null;
    }

    /** Whether all is read that was there at the assignment: before, an incident may be over that seems open. */
    boolean isUpToDate() {
        ahead.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
        return ahead.isEmpty();
    }

    /** A catch-up that has come to its end, each one once. */
    Optional<CatchUp> finished() {
        var done = catchUps.entrySet().stream()
                .filter(one -> one.getValue().isDone(consumer.position(one.getKey())))
                .findFirst();
        done.ifPresent(one -> catchUps.remove(one.getKey()));
        return done.map(Map.Entry::getValue);
    }

    void commit() {
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        for (var partition : consumer.assignment()) {
            if (!isCatchingUp(partition)) {
                long safe = outbox.safeOffset(partition, consumer.position(partition));
                if (!Objects.equals(committed.get(partition), safe)) {
                    offsets.put(partition, new OffsetAndMetadata(safe));
                }
            }
        }
        if (!offsets.isEmpty() && commit(offsets)) {
            offsets.forEach((partition, offset) -> committed.put(partition, offset.offset()));
        }
    }

    /**
     * Makes sure, by a commit, that no other notifier has taken over, and that Kafka is there to record what is going to
     * be sent. In a catch-up the commit is marked, so that it counts for nothing but that.
     */
    boolean owns(TopicPartition partition) {
        if (!consumer.assignment().contains(partition)) {
            return false;
        }
        long safe = outbox.safeOffset(partition, consumer.position(partition));
        return commit(Map.of(
                partition,
                isCatchingUp(partition) ? new OffsetAndMetadata(safe, CATCHING_UP) : new OffsetAndMetadata(safe)));
    }

    private boolean isCatchingUp(TopicPartition partition) {
        return catchUps.containsKey(partition) || outbox.catchingUp(partition);
    }

    private boolean commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        try {
            consumer.commitSync(offsets);
            rebalancing = false;
            return true;
        } catch (RebalanceInProgressException e) {
            // the next polls take part in it, and say what is still ours
            rebalancing = true;
            return false;
        } catch (CommitFailedException | RetriableException e) {
            LOG.atWarn()
                    .addKeyValue("receiver", receiver)
                    .log("The position is not committed, trying again: {}", e.getMessage());
            return false;
        }
    }

    @Override
    public void close() {
        // so that another notifier goes on at once
        consumer.close(CloseOptions.timeout(ReceiverLoop.CLOSE)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    }

    /** What another process told while these partitions were its own must be known before anything is told from them. */
    private final class Assignments implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            unprepared.addAll(partitions);
            try {
                prepare();
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            } catch (RetriableException e) {
                LOG.atWarn()
                        .addKeyValue("receiver", receiver)
                        .log("Kafka does not say where to go on, trying again: {}", e.getMessage());
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            if (unprepared.isEmpty()) {
                commit();
            }
            forget(partitions);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            forget(partitions);
        }

        private void forget(Collection<TopicPartition> partitions) {
            reader.forget(partitions);
            catchUps.keySet().removeAll(partitions);
            committed.keySet().removeAll(partitions);
            ahead.keySet().removeAll(partitions);
            unprepared.removeAll(partitions);
        }
    }
}
