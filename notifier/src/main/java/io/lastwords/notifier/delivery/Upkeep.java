package io.lastwords.notifier.delivery;

import io.lastwords.model.diagnosis.Delivery;
import io.lastwords.model.diagnosis.Diagnosis;
import java.time.Duration;
import java.util.Collection;

/** What a channel does beside whose receiver forgets an incident that it is not reminded of. */
public interface Upkeep {
    /**
     * An incident that is open.
     *
     * @param told what the receiver heard of it last
     */
    record Open(Diagnosis diagnosis, Delivery told) {}

    /** The time between two reminders. */
    Duration every();

    /** Tells again, once, what is open and was told before; as bounded in time as {@link Channel#send}. */
    Attempt remind(Collection<Open> open) throws InterruptedException;
}
