package io.lastwords.notifier.delivery;

import io.lastwords.model.diagnosis.Delivery;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.notifier.decide.Waiting;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one incident has waiting in the outbox. Times are of the monotonic clock, in nanoseconds.
 *
 * @param source where reading must begin again after a kill: the first record that led here
 * @param notice null while the diagnosis is held and nothing is decided
 * @param since when the first revision of this notice was seen
 * @param due when to look at it again
 * @param attempts failed attempts so far
 * @param firstTry when it was tried first; meaningless before
 * @param group with which others it is told as one; null where it is told alone
 * @param then the end of the incident, to be decided about once the opening is sent
 */
record Pending(
        Source source,
        Diagnosis diagnosis,
        Delivery.@Nullable Notice notice,
        long since,
        long due,
        int attempts,
        long firstTry,
        @Nullable String group,
        @Nullable Diagnosis then) {

    static Pending held(Source source, Diagnosis diagnosis, long since, long until) {
        return new Pending(source, diagnosis, null, since, until, 0, 0, null, null);
    }

    static Pending decided(Source source, Diagnosis diagnosis, Delivery.Notice notice, long now) {
        return grouped(source, diagnosis, notice, now, new Groups.Place(null, now));
    }

    static Pending grouped(Source source, Diagnosis diagnosis, Delivery.Notice notice, long now, Groups.Place place) {
        return new Pending(source, diagnosis, notice, now, place.due(), 0, 0, place.group(), null);
    }

    Waiting waiting() {
        return new Waiting(diagnosis, since, notice != null);
    }

    /** A better revision of the same notice: it keeps its place and its pauses. */
    Pending with(Diagnosis better) {
        return new Pending(source, better, notice, since, due, attempts, firstTry, group, then);
    }

    /** The incident is over before its opening was sent: that is sent now, held or not, and then the end. */
    Pending endingWith(Source first, Diagnosis end, long now) {
        return notice == null
                ? new Pending(first, diagnosis, Delivery.Notice.OPENED, since, now, attempts, firstTry, group, end)
                : new Pending(first, diagnosis, notice, since, due, attempts, firstTry, group, end);
    }

    /** After a failed attempt. */
    Pending again(long now, Duration pause) {
        return new Pending(
                source, diagnosis, notice, since, now + pause.toNanos(), attempts + 1, firstTry(now), group, then);
    }

    /** When it was tried first, if it is being tried now. */
    long firstTry(long now) {
        return attempts == 0 ? now : firstTry;
    }
}
