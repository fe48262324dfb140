package io.lastwords.notifier.delivery;

import io.lastwords.model.diagnosis.Delivery;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.topic.Json;
import io.lastwords.notifier.decide.NoticePolicy;
import io.lastwords.notifier.route.Routing;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;

/**
 * One receiver's life: read diagnoses, decide, send, record, and only then commit. What waits (held, or to be tried
 * again) stays in the outbox while reading goes on, so that one bad message holds up no other; the committed offset never
 * passes what waits, so that a restart finds it again. Confined to one thread.
 */
final class ReceiverLoop implements AutoCloseable {
    /** Everything is committed by then, so that closing has nothing to wait for. */
    static final Duration CLOSE = Duration.ofSeconds(2);

    private static final Duration IDLE = Duration.ofSeconds(5);

    private final String receiver;
    private final Partitions partitions;
    private final DeliveryLog log;
    private final DeadLetters deadLetters;
    private final Decider decider;
    private final Courier courier;
    private final LongSupplier nanos;
    private final Reminders reminders;
    private final Recall recall;
    private final Outbox outbox = new Outbox();

    ReceiverLoop(
            String receiver,
            Consumer<byte[], byte[]> consumer,
            DeliveryLog log,
            DeadLetters deadLetters,
            Routing routing,
            Silencer silencer,
            NoticePolicy policy,
            Courier courier,
            Reminders reminders,
            Recall recall,
            Clock clock,
            LongSupplier nanos) {
        this.receiver = receiver;
        this.partitions = new Partitions(receiver, consumer, outbox, new Taking());
        this.log = log;
        this.deadLetters = deadLetters;
        this.decider =
                new Decider(receiver, courier.isForPeople(), outbox, log, routing, silencer, policy, clock, nanos);
        this.courier = courier;
        this.reminders = reminders;
        this.recall = recall;
        this.nanos = nanos;
    }

    void subscribe() {
        partitions.subscribe();
    }

    /**
     * One round: reads what is there, or waits until something is due; then sends at most one notice; then commits.
     *
     * @throws RetriableException where Kafka does not answer; the next round goes on from there
     */
    void turn() throws InterruptedException {
        partitions.prepare();
        var records = partitions.poll(patience());
        if (records.isEmpty()) {
            return;
        }
        for (var record : records.get()) {
            read(record);
        }
        finishCatchUps();
        if (partitions.isUpToDate()) {
            decider.reconsider();
        }
        sendNext();
        remind();
        partitions.commit();
    }

    private Duration patience() {
        long now = nanos.getAsLong();
        var idle = reminders.until(now, IDLE);
        return outbox.next()
                .map(next -> Duration.ofNanos(Math.max(next.getValue().due(), courier.freeAt(now)) - now))
                .map(wait -> wait.isNegative() ? Duration.ZERO : wait)
                .filter(wait -> wait.compareTo(idle) < 0)
                .orElse(idle.compareTo(IDLE) < 0 ? idle : IDLE);
    }

    private void read(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
        if (record.value() == null) {
            return;
        }
        Diagnosis diagnosis;
        try {
            diagnosis = Json.read(record.value(), Diagnosis.class);
        } catch (IOException e) {
            deadLetters.unreadable(record, "not a diagnosis: " + Unreadable.reason(e));
            return;
        }
        if (diagnosis.incident() == null) {
            return; // none that our analyzer writes
        }
        var partition = new TopicPartition(record.topic(), record.partition());
        decider.inhibit(partition, diagnosis);
        var catchUp = partitions.catchUp(partition, record.offset());
        var source = new Source(partition, record.offset(), catchUp != null, record.value().length);
        var incident = diagnosis.incident();
        if (catchUp != null && incident != null) {
            catchUp.take(source, incident, diagnosis, log.last(incident) != null);
        } else {
            decider.decide(source, diagnosis);
        }
    }

    private void finishCatchUps() throws InterruptedException {
        for (var done = partitions.finished(); done.isPresent(); done = partitions.finished()) {
            for (var last : done.get().open()) {
                decider.decide(last.source(), last.diagnosis());
            }
        }
    }

    private void sendNext() throws InterruptedException {
        long now = nanos.getAsLong();
        var due = decided(now).orElse(null);
        if (due == null || courier.freeAt(now) > now) {
            return;
        }
        String incident = due.getKey();
        var pending = due.getValue();
        if (!partitions.owns(pending.source().partition())) {
            return;
        }
        if (pending.notice() == Delivery.Notice.RESOLVED && decider.isToldWithOthers(pending.diagnosis())) {
            decider.done(incident, pending);
            return;
        }
        deliver(incident, outbox.together(pending, now), now);
    }

    /** The next one that is due, once it is decided about all that was held until now: some of that joins a group. */
    private Optional<Map.Entry<String, Pending>> decided(long now) throws InterruptedException {
        var due = outbox.due(now);
        while (due.isPresent() && due.get().getValue().notice() == null) {
            decider.decide(due.get().getValue().source(), due.get().getValue().diagnosis());
            due = outbox.due(now);
        }
        return due;
    }

    private void deliver(String incident, List<Pending> due, long now) throws InterruptedException {
        var together = new ArrayList<Pending>();
        for (var pending : due) {
            if (decider.isMuted(pending.diagnosis(), pending)) {
                decider.silence(incident(pending), pending);
            } else {
                together.add(pending);
            }
        }
        if (together.isEmpty()) {
            return;
        }
        var last = log.heard(incident);
        var digest = last == null ? null : last.digest();
        switch (courier.deliver(
                together, last, digest == null ? 1 : log.digest(digest).size())) {
            case Courier.Result.Again again ->
                together.forEach(pending -> outbox.put(incident(pending), pending.again(now, again.pause())));
            case Courier.Result.Done done -> {
                for (int i = 0; i < together.size(); i++) {
                    finish(
                            incident(together.get(i)),
                            together.get(i),
                            done.deliveries().get(i));
                }
                done.afterwards().run();
            }
        }
    }

    private static String incident(Pending pending) {
        return Objects.requireNonNull(pending.diagnosis().incident());
    }

    private void remind() throws InterruptedException {
        long now = nanos.getAsLong();
        if (reminders.due(now) && courier.freeAt(now) <= now) {
            reminders.send(decider.toldAndOpen(), now);
        }
    }

    private void finish(String incident, Pending pending, Delivery delivery) throws InterruptedException {
        String reason = delivery.reason();
        if (reason != null) {
            deadLetters.refused(receiver, delivery.key(), Json.bytes(pending.diagnosis()), reason);
        }
        log.record(delivery);
        decider.done(incident, pending);
    }

    @Override
    public void close() {
        partitions.close();
        log.close();
    }

    private final class Taking implements Partitions.Reader {
        @Override
        public void takeOver() throws InterruptedException {
            log.catchUp();
            courier.comesAfter(log.lastSent());
        }

        @Override
        public void recall(Map<TopicPartition, Long> dealtWith) throws InterruptedException {
            if (log.anythingOpen()) {
                recall.read(dealtWith, log::concerns, decider::recall);
            }
        }

        @Override
        public void forget(Collection<TopicPartition> partitions) {
            decider.forget(partitions);
        }
    }
}
