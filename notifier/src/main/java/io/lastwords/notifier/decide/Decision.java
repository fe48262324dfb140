package io.lastwords.notifier.decide;

import io.lastwords.model.diagnosis.Delivery;

/** What to do with a diagnosis, for one receiver. */
public sealed interface Decision {

    /** Send it now; what waited for the same incident gives way to it. */
    record Send(Delivery.Notice notice) implements Decision {}

    /**
     * Wait for a better revision, but not longer than this.
     *
     * @param until on the monotonic clock that the decision was asked with
     */
    record Hold(long until) implements Decision {}

    /** Send the opening that waits, and then decide again about this one: the incident is over, yet nobody was told. */
    record SendOpeningFirst() implements Decision {}

    /** Send nothing, and drop what waits for the same incident. */
    record Skip(Reason reason) implements Decision {}

    /** Why nothing is sent. */
    enum Reason {
        /** A healthy container, or no incident at all. */
        NOT_AN_INCIDENT,
        /** This revision, or a later one, was sent. */
        ALREADY_TOLD,
        /** The receiver was told that it is over. */
        ALREADY_RESOLVED,
        /** It is over, and the receiver never heard of it. */
        NEVER_OPENED,
        /** It opened and ended within the hold. */
        GONE_WHILE_HELD,
        /** The receiver knows this cause. */
        SAME_CAUSE,
        /** The receiver refused the opening for good, and nothing is new. */
        REFUSED_BEFORE
    }
}
