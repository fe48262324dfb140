package io.lastwords.notifier.delivery;

import io.lastwords.model.diagnosis.Delivery;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.notifier.decide.Decision;
import io.lastwords.notifier.decide.NoticePolicy;
import io.lastwords.notifier.decide.Waiting;
import io.lastwords.notifier.route.Route;
import io.lastwords.notifier.route.Routing;
import io.lastwords.notifier.route.Timing;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what one receiver is told of each incident, and when: what is to be told waits in the outbox. Confined to the
 * receiver's thread.
 */
final class Decider {
    private static final Logger LOG = LoggerFactory.getLogger(Decider.class);
    private static final Duration AGAIN = Duration.ofSeconds(5);

    /** Milliseconds: another machine's clock may be anywhere. */
    private static final long MOST_LATE = 60_000;

    private final String receiver;
    private final boolean forPeople;
    private final Outbox outbox;
    private final DeliveryLog log;
    private final Routing routing;
    private final Silencer silencer;
    private final NoticePolicy policy;
    private final Clock clock;
    private final LongSupplier nanos;
    private final Groups groups = new Groups();
    private final OpenIncidents open = new OpenIncidents();
    private final Inhibitions inhibitions = new Inhibitions();

    private long reconsiderAt;

    /**
     * For one receiver.
     *
     * @param forPeople whether several incidents may be told in one notice
     */
    Decider(
            String receiver,
            boolean forPeople,
            Outbox outbox,
            DeliveryLog log,
            Routing routing,
            Silencer silencer,
            NoticePolicy policy,
            Clock clock,
            LongSupplier nanos) {
        this.receiver = receiver;
        this.forPeople = forPeople;
        this.outbox = outbox;
        this.log = log;
        this.routing = routing;
        this.silencer = silencer;
        this.policy = policy;
        this.clock = clock;
        this.nanos = nanos;
        this.reconsiderAt = nanos.getAsLong();
    }

    /** Decides about one state of an incident, in place of what waits of it. */
    void decide(Source source, Diagnosis diagnosis) throws InterruptedException {
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
            if (diagnosis.scope() == Diagnosis.Scope.FLEET
                    && pending != null
                    && pending.notice() != null
                    && !isMuted(pending.diagnosis(), pending)) {
                return; // what waits tells of others: the silence is for who joined last
            }
            outbox.remove(incident);
            silencer.record(diagnosis);
            return;
        }
        long now = nanos.getAsLong();
        var waiting = pending == null ? arrived(diagnosis, now) : pending.waiting();
        var first = pending == null ? source : pending.source().earlier(source);
        switch (policy.decide(log.last(incident), waiting, diagnosis, inhibitions.kin(diagnosis), now)) {
            case Decision.Send send -> outbox.put(incident, toSend(first, pending, diagnosis, send.notice(), now));
            case Decision.Hold hold ->
                outbox.put(
                        incident,
                        Pending.held(first, diagnosis, waiting == null ? now : waiting.since(), hold.until()));
            case Decision.SendOpeningFirst ignored -> {
                var opening = Objects.requireNonNull(pending, "an opening waits");
                outbox.put(incident, opening.endingWith(first, diagnosis, now));
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
    void inhibit(TopicPartition partition, Diagnosis wider) throws InterruptedException {
        if (isForOthers(wider)) {
            inhibitions.forget(String.valueOf(wider.incident()));
            return;
        }
        for (String member : inhibitions.see(partition, wider)) {
            var waiting = outbox.get(member);
            if (waiting != null && isMuted(waiting.diagnosis(), waiting)) {
                silence(member, waiting);
            }
        }
    }

    /** The first notice of a fleet's first member goes at once, so that somebody knows; the fleet's own comes later. */
    boolean isMuted(Diagnosis diagnosis, @Nullable Pending pending) {
        boolean first = pending != null && pending.notice() == Delivery.Notice.OPENED && pending.group() == null;
        return silencer.mutes(diagnosis) || (!first && inhibitions.mute(diagnosis, this::speaks));
    }

    /**
     * Whether the receiver was told of a wider incident, or will be, or somebody has silenced it as such: one that is
     * kept because of the workload that it shows stands for nobody.
     */
    private boolean speaks(Diagnosis wider) {
        String incident = String.valueOf(wider.incident());
        return log.knowsOpen(incident) || !(silencer.mutesItsSample(wider) || log.wasRefused(incident));
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
        if (!forPeople) {
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
    void reconsider() throws InterruptedException {
        long now = nanos.getAsLong();
        if (reconsiderAt - now > 0) {
            return;
        }
        reconsiderAt = now + AGAIN.toNanos();
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
        if (!forPeople
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

    /** Whether that it is over is told with the end of others; then that is recorded. */
    boolean isToldWithOthers(Diagnosis ended) throws InterruptedException {
        if (forPeople && inhibitions.tellsTheEndOf(ended, log::wasTold) && !waitsForIt(ended)) {
            log.gathered(ended);
            return true;
        }
        return log.gather(ended);
    }

    /** Whether the end of another one of its digest was left to this one's, and nothing else tells of it. */
    private boolean waitsForIt(Diagnosis ended) {
        var last = log.last(Objects.requireNonNull(ended.incident()));
        return last != null
                && last.digest() != null
                && log.digest(last.digest()).stream()
                        .filter(other -> other.outcome() == Delivery.Outcome.GATHERED)
                        .anyMatch(other -> !inhibitions.standsFor(other.incident(), log::wasTold));
    }

    /** Somebody has silenced it while it waited. */
    void silence(String incident, Pending pending) throws InterruptedException {
        silencer.record(pending.diagnosis());
        done(incident, pending);
    }

    /** It waits no more; what came after it is decided about. */
    void done(String incident, Pending pending) throws InterruptedException {
        outbox.remove(incident);
        var then = pending.then();
        if (then != null) {
            decide(pending.source(), then);
        }
    }

    /** How an incident stood that was decided about before. */
    void recall(TopicPartition partition, Diagnosis diagnosis) throws InterruptedException {
        open.see(partition, diagnosis);
        inhibitions.see(partition, diagnosis);
        String incident = String.valueOf(diagnosis.incident());
        if (diagnosis.status() == Diagnosis.Status.RESOLVED
                && log.knowsOpen(incident)
                && log.revision(incident) < diagnosis.revision()
                && isNews(diagnosis)) {
            // its end was refused
            var source = new Source(partition, Long.MAX_VALUE, false, 0);
            outbox.put(incident, Pending.decided(source, diagnosis, Delivery.Notice.RESOLVED, nanos.getAsLong()));
        } else {
            outbox.remove(incident);
            silencer.end(diagnosis);
        }
    }

    private boolean isNews(Diagnosis ended) {
        var at = ended.resolvedAt();
        return at == null || at.isAfter(clock.instant().minus(DeliveryLog.NEWS));
    }

    /** What the receiver was told of, and is open. */
    List<Upkeep.Open> toldAndOpen() {
        var told = new ArrayList<Upkeep.Open>();
        open.stream().map(OpenIncidents.Known::diagnosis).forEach(diagnosis -> {
            var heard = log.heard(String.valueOf(diagnosis.incident()));
            if (heard != null && heard.status() == Diagnosis.Status.OPEN) {
                told.add(new Upkeep.Open(diagnosis, heard));
            }
        });
        return told;
    }

    /** Somebody else deals with these partitions now. */
    void forget(Collection<TopicPartition> partitions) {
        outbox.forget(partitions);
        open.forget(partitions);
        inhibitions.forget(partitions);
    }
}
