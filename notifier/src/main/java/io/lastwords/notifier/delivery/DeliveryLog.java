package io.lastwords.notifier.delivery;

import io.lastwords.model.diagnosis.Delivery;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.topic.Json;
import io.lastwords.model.topic.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one receiver was last told about each incident: {@code lastwords.deliveries} in memory. Resolved incidents are
 * forgotten after the retention, so that it stays as small as the number of open incidents and a week's resolved ones.
 * Confined to the receiver's thread.
 */
public final class DeliveryLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryLog.class);

    static final Duration RETENTION = Duration.ofDays(8);
    private static final Duration PRUNE_EVERY = Duration.ofHours(1);
    private static final Duration POLL = Duration.ofSeconds(1);

    /** An end that was refused longer ago is not told any more. */
    static final Duration NEWS = Duration.ofDays(1);

    private final String receiver;
    private final Consumer<byte[], byte[]> consumer;
    private final Recorder recorder;
    private final DeadLetters deadLetters;
    private final Clock clock;
    private final ReceiverMeters meters;
    private final Map<String, Delivery> last = new HashMap<>();
    /** Whether all is read that was recorded before this process began. */
    private boolean began;

    private long prunedMillis;

    /** Takes over the consumer, which has no group and is assigned here. */
    public DeliveryLog(
            String receiver,
            Consumer<byte[], byte[]> consumer,
            Recorder recorder,
            DeadLetters deadLetters,
            Clock clock) {
        this.receiver = receiver;
        this.consumer = consumer;
        this.recorder = recorder;
        this.deadLetters = deadLetters;
        this.clock = clock;
        this.meters = new ReceiverMeters(receiver);
        this.prunedMillis = clock.millis();
    }

    /** Reads on to the end of the topic, the first time from its beginning: another process may have told people. */
    void catchUp() throws InterruptedException {
        if (consumer.assignment().isEmpty()) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.DELIVERIES).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            if (partitions.isEmpty()) {
                throw new IllegalStateException(
                        "the topic " + Topics.DELIVERIES + " does not exist: create it with 'lastwords topics'");
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
        }
        var ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (var record : consumer.poll(POLL)) {
                load(record);
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        began = true;
        prune();
    }

    /** Whether what came since is of the same state; the repeated notice of one state is no such. */
    private static boolean isTold(Delivery delivery, @Nullable Delivery before, Delivery now) {
        return now.revision() == delivery.revision() && !now.equals(before);
    }

    private void catchUpHoweverLong() throws InterruptedException {
        while (true) {
            try {
                catchUp();
                return;
            } catch (RetriableException e) {
                LOG.atWarn()
                        .addKeyValue("topic", Topics.DELIVERIES)
                        .log("Kafka does not say what was recorded, trying again: {}", e.getMessage());
            }
        }
    }

    private void load(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
        String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        if (!key.startsWith(Delivery.key(receiver, ""))) {
            return;
        }
        if (record.value() == null) {
            last.remove(key.substring(receiver.length() + 1));
            return;
        }
        try {
            var delivery = Json.read(record.value(), Delivery.class);
            last.put(delivery.incident(), began ? delivery : again(delivery));
        } catch (IOException e) {
            deadLetters.unreadable(record, "not a delivery: " + Unreadable.reason(e));
        }
    }

    /**
     * What was refused for good may get through now: settings change with a restart. So an opening counts as not told, and
     * so does an end while it is news.
     */
    private Delivery again(Delivery before) {
        if (before.outcome() != Delivery.Outcome.REJECTED) {
            return before;
        }
        if (!before.told()) {
            return with(before, before.revision(), before.notice(), before.status(), Delivery.Outcome.SILENCED);
        }
        return before.status() == Diagnosis.Status.OPEN
                        || !before.time().isAfter(clock.instant().minus(NEWS))
                ? before
                : with(
                        before,
                        before.revision() - 1,
                        Delivery.Notice.CAUSE_CHANGED,
                        Diagnosis.Status.OPEN,
                        Delivery.Outcome.DELIVERED);
    }

    private static Delivery with(
            Delivery before, int revision, Delivery.Notice notice, Diagnosis.Status status, Delivery.Outcome outcome) {
        return new Delivery(
                before.schema(),
                before.receiver(),
                before.incident(),
                revision,
                notice,
                before.cause(),
                status,
                outcome,
                null,
                before.time(),
                before.reference(),
                before.thread(),
                before.attempts(),
                before.digest());
    }

    @Nullable
    Delivery last(String incident) {
        return last.get(incident);
    }

    /** When anything was sent last, by whichever process; null where nothing ever was. */
    @Nullable
    Instant lastSent() {
        return last.values().stream()
                .filter(delivery -> delivery.attempts() > 0)
                .map(Delivery::time)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /** Whether there is anything that is open, told or silenced. */
    boolean anythingOpen() {
        return last.values().stream().anyMatch(delivery -> open(delivery) || silenced(delivery));
    }

    /** Whether its present state is to be known: it is open, told or silenced. */
    boolean concerns(String incident) {
        return knowsOpen(incident) || knowsSilenced(incident);
    }

    /** Whether the receiver would have been told, if it were not for a silence. */
    boolean knowsSilenced(String incident) {
        var delivery = last.get(incident);
        return delivery != null && silenced(delivery);
    }

    private static boolean silenced(Delivery delivery) {
        return delivery.outcome() == Delivery.Outcome.SILENCED && delivery.status() == Diagnosis.Status.OPEN;
    }

    /** Whether the receiver would have been told, and refused it. */
    boolean wasRefused(String incident) {
        var delivery = last.get(incident);
        return delivery != null && delivery.outcome() == Delivery.Outcome.REJECTED && !delivery.told();
    }

    /** Whether the receiver was told of the incident, which may be over by now. */
    boolean wasTold(String incident) {
        var delivery = last.get(incident);
        return delivery != null && delivery.told();
    }

    /** Whether the receiver was told of the incident, and not of its end. */
    boolean knowsOpen(String incident) {
        var delivery = last.get(incident);
        return delivery != null && open(delivery);
    }

    private static boolean open(Delivery delivery) {
        return delivery.told() && delivery.status() == Diagnosis.Status.OPEN;
    }

    /** The last revision that was decided about; 0 where none was. */
    int revision(String incident) {
        var delivery = last.get(incident);
        return delivery == null ? 0 : delivery.revision();
    }

    /** Whether it counts as silenced because it was refused before this process began. */
    boolean wasRefusedBefore(String incident) {
        var delivery = last.get(incident);
        return delivery != null && silenced(delivery) && delivery.attempts() > 0;
    }

    /** Notes for this process alone that it is over: that it was refused stays on record. */
    void settle(Diagnosis ended) {
        last.computeIfPresent(
                String.valueOf(ended.incident()),
                (incident, before) ->
                        with(before, ended.revision(), before.notice(), ended.status(), before.outcome()));
    }

    /** What the receiver really was told last; null where a silence kept it, or it refused. */
    @Nullable
    Delivery heard(String incident) {
        var delivery = last.get(incident);
        return delivery == null || !delivery.told() ? null : delivery;
    }

    /** Whether the last notice of it is as old as that. */
    boolean isOlderThan(String incident, Duration age) {
        var delivery = last.get(incident);
        return delivery != null && !delivery.time().plus(age).isAfter(clock.instant());
    }

    /** The incidents that were told in one digest, as they stand in the log. */
    List<Delivery> digest(String digest) {
        return last.values().stream()
                .filter(delivery -> delivery.told() && digest.equals(delivery.digest()))
                .toList();
    }

    /** Records, where it is so, that this end is told with that of others of its digest, which are still open. */
    boolean gather(Diagnosis ended) throws InterruptedException {
        var before = last.get(Objects.requireNonNull(ended.incident()));
        if (before == null || before.digest() == null) {
            return false;
        }
        boolean othersOpen = digest(before.digest()).stream()
                .anyMatch(other -> !other.incident().equals(before.incident()) && open(other));
        if (othersOpen) {
            gathered(ended);
        }
        return othersOpen;
    }

    /** Records that the end of what was told is told with that of others. */
    void gathered(Diagnosis ended) throws InterruptedException {
        var before = Objects.requireNonNull(last.get(Objects.requireNonNull(ended.incident())), "told before");
        record(new Delivery(
                Delivery.SCHEMA,
                receiver,
                before.incident(),
                ended.revision(),
                Delivery.Notice.RESOLVED,
                ended.causes().getFirst().cause(),
                ended.status(),
                Delivery.Outcome.GATHERED,
                null,
                clock.instant(),
                before.reference(),
                before.thread(),
                0,
                before.digest()));
    }

    /**
     * Writes what was sent; returns when Kafka has it. Writes nothing where another process has recorded the same or a later
     * state of the incident meanwhile: it took over while this one was frozen, and the last word is its own.
     */
    void record(Delivery delivery) throws InterruptedException {
        var before = last.get(delivery.incident());
        catchUpHoweverLong();
        var now = last.get(delivery.incident());
        if (now != null && (now.revision() > delivery.revision() || isTold(delivery, before, now))) {
            LOG.atWarn()
                    .addKeyValue("receiver", receiver)
                    .addKeyValue("incident", delivery.incident())
                    .log("another notifier has taken over and recorded what it told: ours is not recorded");
            return;
        }
        recorder.write(new ProducerRecord<>(
                Topics.DELIVERIES, delivery.key().getBytes(StandardCharsets.UTF_8), Json.bytes(delivery)));
        last.put(delivery.incident(), delivery);
        meters.recorded(delivery);
        if (clock.millis() - prunedMillis > PRUNE_EVERY.toMillis()) {
            prune();
        }
    }

    private void prune() {
        var oldest = clock.instant().minus(RETENTION);
        last.values()
                .removeIf(delivery -> delivery.status() == Diagnosis.Status.RESOLVED
                        && delivery.time().isBefore(oldest));
        prunedMillis = clock.millis();
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(ReceiverLoop.CLOSE));
    }
}
