package io.lastwords.notifier.decide;

import io.lastwords.model.diagnosis.CauseName;
import io.lastwords.model.diagnosis.Delivery;
import io.lastwords.model.diagnosis.Diagnosis;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One notice when an incident opens, one when its first cause changes, one when others join a fleet or leave it, one when
 * it resolves, and never the end of what was never told. Pure: the same arguments give the same decision.
 *
 * <p>A first notice whose logs are not complete or that has no cause yet, and any change of the cause, waits up to the hold for a better
 * revision, counted from the first revision that asked for it; so a cause that changes back within the hold is not
 * told at all. One without a cause that runs what an open fleet incident's workloads run waits longer: it will be found
 * to be one of them.
 */
public final class NoticePolicy {
    /** So long one without a cause waits that may well be a fleet's next member: an examination is repeated meanwhile. */
    private static final Duration KIN_HOLD = Duration.ofSeconds(45);

    private final Duration hold;

    public NoticePolicy(Duration hold) {
        if (hold.isNegative()) {
            throw new IllegalArgumentException("the hold cannot be negative: " + hold);
        }
        this.hold = hold;
    }

    /**
     * Decides about one revision of an incident.
     *
     * @param last what the receiver was last sent about the incident
     * @param waiting what waits to be sent about it
     * @param kin whether it runs what the workloads of an open fleet incident run
     * @param now the monotonic clock, in nanoseconds
     */
    public Decision decide(
            @Nullable Delivery last, @Nullable Waiting waiting, Diagnosis diagnosis, boolean kin, long now) {
        if (diagnosis.incident() == null) {
            return new Decision.Skip(Decision.Reason.NOT_AN_INCIDENT);
        }
        boolean open = last != null && last.status() == Diagnosis.Status.OPEN;
        if (last != null && !(silenced(last) && open) && diagnosis.revision() <= last.revision()) {
            return new Decision.Skip(Decision.Reason.ALREADY_TOLD);
        }
        return switch (diagnosis.status()) {
            case HEALTHY -> new Decision.Skip(Decision.Reason.NOT_AN_INCIDENT);
            case RESOLVED -> resolved(last, waiting, diagnosis);
            case OPEN -> open(last, waiting, diagnosis, kin, now);
        };
    }

    private static boolean silenced(Delivery last) {
        return last.outcome() == Delivery.Outcome.SILENCED;
    }

    private Decision resolved(@Nullable Delivery last, @Nullable Waiting waiting, Diagnosis diagnosis) {
        if (last != null && last.told()) {
            return last.status() == Diagnosis.Status.RESOLVED
                    ? new Decision.Skip(Decision.Reason.ALREADY_RESOLVED)
                    : new Decision.Send(Delivery.Notice.RESOLVED);
        }
        if (waiting == null) {
            return new Decision.Skip(Decision.Reason.NEVER_OPENED);
        }
        return waiting.decided() || outlived(waiting.diagnosis(), diagnosis)
                ? new Decision.SendOpeningFirst()
                : new Decision.Skip(Decision.Reason.GONE_WHILE_HELD);
    }

    /** Both were read at once, after a pause perhaps; by their own times the hold had passed. */
    private boolean outlived(Diagnosis opening, Diagnosis resolved) {
        return Duration.between(opening.updatedAt(), resolved.updatedAt()).compareTo(hold) >= 0;
    }

    private Decision open(
            @Nullable Delivery last, @Nullable Waiting waiting, Diagnosis diagnosis, boolean kin, long now) {
        boolean sameCause = last != null
                && last.cause().equals(diagnosis.causes().getFirst().cause());
        if (last == null || silenced(last) || last.status() == Diagnosis.Status.RESOLVED) {
            return opening(waiting, diagnosis, kin, now);
        }
        if (!last.told()) {
            return sameCause
                    ? new Decision.Skip(Decision.Reason.REFUSED_BEFORE)
                    : opening(waiting, diagnosis, kin, now);
        }
        if (!sameCause) {
            return held(Delivery.Notice.CAUSE_CHANGED, waiting, hold, now);
        }
        return diagnosis.scope() == Diagnosis.Scope.FLEET
                ? new Decision.Send(Delivery.Notice.UPDATED)
                : new Decision.Skip(Decision.Reason.SAME_CAUSE);
    }

    private Decision opening(@Nullable Waiting waiting, Diagnosis diagnosis, boolean kin, long now) {
        if (unexplained(diagnosis)) {
            return held(Delivery.Notice.OPENED, waiting, kin && hold.compareTo(KIN_HOLD) < 0 ? KIN_HOLD : hold, now);
        }
        return diagnosis.logsComplete()
                ? new Decision.Send(Delivery.Notice.OPENED)
                : held(Delivery.Notice.OPENED, waiting, hold, now);
    }

    /** An examination may still be under way. */
    private static boolean unexplained(Diagnosis diagnosis) {
        return diagnosis.causes().getFirst().cause().equals(CauseName.UNEXPLAINED.label());
    }

    private static Decision held(Delivery.Notice notice, @Nullable Waiting waiting, Duration most, long now) {
        if (waiting != null && waiting.decided()) {
            return new Decision.Send(notice);
        }
        long since = waiting == null ? now : waiting.since();
        return now - since >= most.toNanos() ? new Decision.Send(notice) : new Decision.Hold(since + most.toNanos());
    }
}
