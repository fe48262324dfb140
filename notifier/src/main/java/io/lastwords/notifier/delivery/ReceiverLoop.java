package io.lastwords.notifier.delivery;

import io.lastwords.model.diagnosis.Delivery;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.topic.Json;
import io.lastwords.model.topic.Topics;
import io.lastwords.notifier.decide.Decision;
import io.lastwords.notifier.decide.NoticePolicy;
import io.lastwords.notifier.decide.Waiting;
import io.lastwords.notifier.route.Route;
import io.lastwords.notifier.route.Routing;
import io.lastwords.notifier.route.Timing;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One receiver's life: read diagnoses, decide, send, record, and only then commit. What waits (held, or to be tried
 * again) stays in the outbox while reading goes on, so that one bad message holds up no other; the committed offset never
 * passes what waits, so that a restart finds it again. Confined to one thread.
 */
final class ReceiverLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReceiverLoop.class);
    private static final String CATCHING_UP = "catching up";

    /** Everything is committed by then, so that closing has nothing to wait for. */
    static final Duration CLOSE = Duration.ofSeconds(2);

    private static final Duration IDLE = Duration.ofSeconds(5);

    /** Between two looks whether it is over: nothing can be sent before. */
    private static final Duration REBALANCE = Duration.ofMillis(100);

    /** Milliseconds: another machine's clock may be anywhere. */
    private static final long MOST_LATE = 60_000;

    private final String receiver;
    private final Consumer<byte[], byte[]> consumer;
    private final DeliveryLog log;
    private final DeadLetters deadLetters;
    private final Routing routing;
    private final Silencer silencer;
    private final NoticePolicy policy;
    private final Courier courier;
    private final Clock clock;
    private final LongSupplier nanos;
    private final Reminders reminders;
    private final Recall recall;
    private final Groups groups = new Groups();
    private final Outbox outbox = new Outbox();
    private final OpenIncidents open = new OpenIncidents();
    private final Inhibitions inhibitions = new Inhibitions();
    private final Map<TopicPartition, CatchUp> catchUps = new HashMap<>();
    private final Map<TopicPartition, Long> committed = new HashMap<>();

    private long reconsiderAt;

    /** Notifiers come or go, so that it is open whose the partitions are. */
    private boolean rebalancing;

    /** Assigned, but where to begin and what was told before is not known yet. */
    private final Set<TopicPartition> unprepared = new HashSet<>();

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
        this.consumer = consumer;
        this.log = log;
        this.deadLetters = deadLetters;
        this.routing = routing;
        this.silencer = silencer;
        this.policy = policy;
        this.courier = courier;
        this.reminders = reminders;
        this.recall = recall;
        this.clock = clock;
        this.nanos = nanos;
        this.reconsiderAt = nanos.getAsLong();
    }

    void subscribe() {
        consumer.subscribe(List.of(Topics.DIAGNOSES), new Assignments());
    }

    /**
     * One round: reads what is there, or waits until something is due; then sends at most one notice; then commits.
     *
     * @throws RetriableException where Kafka does not answer; the next round goes on from there
     */
    void turn() throws InterruptedException {
        prepare();
        if (outbox.isFull()) {
            consumer.pause(consumer.assignment());
        } else {
            consumer.resume(consumer.paused());
        }
        var records = consumer.poll(patience());
        if (!unprepared.isEmpty()) {
            return; // preparing seeks, so that these are read again
        }
        for (var record : records) {
            read(record);
        }
        finishCatchUps();
        reconsider();
        sendNext();
        remind();
        commit();
    }

    private void prepare() throws InterruptedException {
        if (unprepared.isEmpty()) {
            return;
        }
        log.catchUp();
        courier.comesAfter(log.lastSent());
        var offsets = consumer.committed(unprepared);
        var ends = consumer.endOffsets(unprepared);
        var dealtWith = new HashMap<TopicPartition, Long>();
        for (var partition : unprepared) {
            var offset = offsets.get(partition);
            if (offset == null || offset.metadata().equals(CATCHING_UP)) {
                catchUps.put(partition, new CatchUp(Objects.requireNonNull(ends.get(partition))));
                consumer.seekToBeginning(List.of(partition));
            } else {
                consumer.seek(partition, offset.offset());
                dealtWith.put(partition, offset.offset());
            }
        }
        if (!dealtWith.isEmpty() && log.anythingOpen()) {
            recall.read(dealtWith, log::concerns, (partition, diagnosis) -> {
                open.see(partition, diagnosis);
                inhibitions.see(diagnosis);
            });
        }
        unprepared.clear();
    }

    private Duration patience() {
        if (rebalancing) {
            return REBALANCE;
        }
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
        inhibit(diagnosis);
        var partition = new TopicPartition(record.topic(), record.partition());
        var catchUp = catchUps.get(partition);
        boolean catching = catchUp != null && catchUp.covers(record.offset());
        var source = new Source(partition, record.offset(), catching, record.value().length);
        var incident = diagnosis.incident();
        if (catchUp != null && catching && incident != null) {
            catchUp.take(source, incident, diagnosis, log.last(incident) != null);
        } else {
            decide(source, diagnosis);
        }
    }

    private void decide(Source source, Diagnosis diagnosis) throws InterruptedException {
        String incident = Objects.requireNonNullElse(diagnosis.incident(), "");
        var pending = outbox.get(incident);
        if (pending != null && diagnosis.revision() < pending.diagnosis().revision()) {
            return;
        }
        open.see(source.partition(), diagnosis);
        if (isForOthers(diagnosis)) {
            outbox.remove(incident);
            return;
        }
        if (isMuted(diagnosis, pending)) {
            outbox.remove(incident);
            silencer.record(diagnosis);
            return;
        }
        long now = nanos.getAsLong();
        var waiting = pending == null ? arrived(diagnosis, now) : pending.waiting();
        var first = pending == null ? source : pending.source();
        switch (policy.decide(log.last(incident), waiting, diagnosis, now)) {
            case Decision.Send send -> outbox.put(incident, toSend(first, pending, diagnosis, send.notice(), now));
            case Decision.Hold hold ->
                outbox.put(
                        incident,
                        Pending.held(first, diagnosis, waiting == null ? now : waiting.since(), hold.until()));
            case Decision.SendOpeningFirst ignored -> {
                var opening = Objects.requireNonNull(pending, "an opening waits");
                outbox.put(incident, opening.endingWith(diagnosis, now));
            }
            case Decision.Skip skip -> {
                outbox.remove(incident);
                silencer.end(diagnosis);
                LOG.atDebug()
                        .addKeyValue("receiver", receiver)
                        .addKeyValue("incident", incident)
                        .addKeyValue("revision", diagnosis.revision())
                        .addKeyValue("reason", skip.reason())
                        .log("Nothing to send");
            }
        }
    }

    /** What a wider incident says is not said again of each of its members. */
    private void inhibit(Diagnosis wider) throws InterruptedException {
        if (isForOthers(wider)) {
            return;
        }
        for (String member : inhibitions.see(wider)) {
            var waiting = outbox.get(member);
            if (waiting != null && isMuted(waiting.diagnosis(), waiting)) {
                silence(member, waiting);
            }
        }
    }

    /** The first notice of a fleet's first member goes at once, so that somebody knows; the fleet's own comes later. */
    private boolean isMuted(Diagnosis diagnosis, @Nullable Pending pending) {
        boolean first = pending != null && pending.notice() == Delivery.Notice.OPENED && pending.group() == null;
        return silencer.mutes(diagnosis) || (!first && inhibitions.mute(diagnosis));
    }

    /** One that comes late has waited already: whoever is to be told within seconds of a death counts from there. */
    private @Nullable Waiting arrived(Diagnosis diagnosis, long now) {
        if (diagnosis.status() != Diagnosis.Status.OPEN) {
            return null;
        }
        var late = Duration.between(diagnosis.updatedAt(), clock.instant());
        return new Waiting(diagnosis, now - Math.clamp(late.toMillis(), 0, MOST_LATE) * 1_000_000, false);
    }

    /** Whether it is routed elsewhere; who was told of an incident is told how it goes on, whatever becomes of it. */
    private boolean isForOthers(Diagnosis diagnosis) {
        return diagnosis.status() == Diagnosis.Status.OPEN
                && !log.knowsOpen(String.valueOf(diagnosis.incident()))
                && routing.find(receiver, diagnosis).isEmpty();
    }

    private Pending toSend(
            Source source, @Nullable Pending pending, Diagnosis diagnosis, Delivery.Notice notice, long now) {
        if (pending != null && pending.notice() == notice) {
            return pending.with(diagnosis);
        }
        if (!courier.isForPeople()) {
            return Pending.decided(source, diagnosis, notice, now);
        }
        return switch (notice) {
            case OPENED ->
                Pending.grouped(source, diagnosis, notice, now, groups.place(diagnosis, timing(diagnosis), now));
            case UPDATED ->
                Pending.grouped(source, diagnosis, notice, now, new Groups.Place(null, update(diagnosis, now)));
            case CAUSE_CHANGED, REPEATED, RESOLVED -> Pending.decided(source, diagnosis, notice, now);
        };
    }

    /** Who joins a fleet, or leaves it, is told with others, one group interval after the last notice at the earliest. */
    private long update(Diagnosis diagnosis, long now) {
        var last = Objects.requireNonNull(log.last(String.valueOf(diagnosis.incident())), "told before");
        var since = Duration.between(last.time(), clock.instant());
        var rest = timing(diagnosis).groupInterval().minus(since);
        return rest.isNegative() ? now : now + rest.toNanos();
    }

    private Timing timing(Diagnosis diagnosis) {
        return routing.find(receiver, diagnosis).map(Route::timing).orElse(Timing.DEFAULT);
    }

    /** Decides again about what is open, now and then: a silence may have ended. */
    private void reconsider() throws InterruptedException {
        long now = nanos.getAsLong();
        if (reconsiderAt - now > 0 || !catchUps.isEmpty()) {
            return;
        }
        reconsiderAt = now + IDLE.toNanos();
        for (var known : open.stream().toList()) {
            var incident = String.valueOf(known.diagnosis().incident());
            if (log.concerns(incident) && outbox.get(incident) == null) {
                decide(known.source(), known.diagnosis());
                repeat(incident, known, now);
            }
        }
    }

    /** What is still open is told again after a while; those that were told together, together. */
    private void repeat(String incident, OpenIncidents.Known known, long now) {
        var after = timing(known.diagnosis()).repeat();
        var last = log.heard(incident);
        if (!courier.isForPeople()
                || after.isZero()
                || last == null
                || outbox.get(incident) != null
                || !log.knowsOpen(incident)
                || !log.isOlderThan(incident, after)) {
            return;
        }
        var place = new Groups.Place(last.digest(), now);
        outbox.put(incident, Pending.grouped(known.source(), known.diagnosis(), Delivery.Notice.REPEATED, now, place));
    }

    private void finishCatchUps() throws InterruptedException {
        for (var partition : List.copyOf(catchUps.keySet())) {
            var catchUp = Objects.requireNonNull(catchUps.get(partition));
            if (catchUp.isDone(consumer.position(partition))) {
                catchUps.remove(partition);
                for (var last : catchUp.open()) {
                    decide(last.source(), last.diagnosis());
                }
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
        if (!owns(pending.source().partition())) {
            return;
        }
        if (pending.notice() == Delivery.Notice.RESOLVED && isToldWithOthers(pending.diagnosis())) {
            done(incident, pending);
            return;
        }
        deliver(incident, outbox.together(pending, now), now);
    }

    /** The next one that is due, once it is decided about all that was held until now: some of that joins a group. */
    private Optional<Map.Entry<String, Pending>> decided(long now) throws InterruptedException {
        var due = outbox.due(now);
        while (due.isPresent() && due.get().getValue().notice() == null) {
            decide(due.get().getValue().source(), due.get().getValue().diagnosis());
            due = outbox.due(now);
        }
        return due;
    }

    private boolean isToldWithOthers(Diagnosis ended) throws InterruptedException {
        if (courier.isForPeople() && inhibitions.tellsTheEndOf(ended)) {
            log.gathered(ended);
            return true;
        }
        return log.gather(ended);
    }

    private void deliver(String incident, List<Pending> due, long now) throws InterruptedException {
        var together = new ArrayList<Pending>();
        for (var pending : due) {
            if (isMuted(pending.diagnosis(), pending)) {
                silence(incident(pending), pending);
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
            }
        }
    }

    private static String incident(Pending pending) {
        return Objects.requireNonNull(pending.diagnosis().incident());
    }

    private void remind() throws InterruptedException {
        long now = nanos.getAsLong();
        if (reminders.due(now) && courier.freeAt(now) <= now) {
            reminders.send(
                    open.stream()
                            .map(OpenIncidents.Known::diagnosis)
                            .filter(diagnosis -> log.knowsOpen(String.valueOf(diagnosis.incident())))
                            .toList(),
                    now);
        }
    }

    /** Somebody has silenced it while it waited. */
    private void silence(String incident, Pending pending) throws InterruptedException {
        silencer.record(pending.diagnosis());
        done(incident, pending);
    }

    private void finish(String incident, Pending pending, Delivery delivery) throws InterruptedException {
        String reason = delivery.reason();
        if (reason != null) {
            deadLetters.refused(receiver, delivery.key(), Json.bytes(pending.diagnosis()), reason);
        }
        log.record(delivery);
        done(incident, pending);
    }

    private void done(String incident, Pending pending) throws InterruptedException {
        outbox.remove(incident);
        var then = pending.then();
        if (then != null) {
            decide(pending.source(), then);
        }
    }

    private void commit() {
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
    private boolean owns(TopicPartition partition) {
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
        consumer.close(CloseOptions.timeout(CLOSE)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
        log.close();
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
            outbox.forget(partitions);
            open.forget(partitions);
            catchUps.keySet().removeAll(partitions);
            committed.keySet().removeAll(partitions);
            unprepared.removeAll(partitions);
        }
    }
}
