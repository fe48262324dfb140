package io.lastwords.notifier.delivery;

import io.lastwords.model.diagnosis.Delivery;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.notifier.silence.Silences;
import java.time.Clock;
import java.util.Objects;

/**
 * Keeps one receiver from being told of what is silenced. An opening that is not told is recorded as silenced, so that a
 * restart knows of it: when the silence ends, what is still open is told.
 */
final class Silencer {
    private final String receiver;
    private final Silences silences;
    private final DeliveryLog log;
    private final Clock clock;

    Silencer(String receiver, Silences silences, DeliveryLog log, Clock clock) {
        this.receiver = receiver;
        this.silences = silences;
        this.log = log;
        this.clock = clock;
    }

    /** Whether nothing is to be sent of this state of an incident; the end of what was told always is. */
    boolean mutes(Diagnosis diagnosis) {
        return diagnosis.status() == Diagnosis.Status.OPEN && silences.mute(diagnosis);
    }

    /** Records that an opening was not told. */
    void record(Diagnosis diagnosis) throws InterruptedException {
        var incident = Objects.requireNonNull(diagnosis.incident());
        if (!log.concerns(incident)) {
            log.record(new Delivery(
                    Delivery.SCHEMA,
                    receiver,
                    incident,
                    diagnosis.revision(),
                    Delivery.Notice.OPENED,
                    diagnosis.causes().getFirst().cause(),
                    diagnosis.status(),
                    Delivery.Outcome.SILENCED,
                    null,
                    clock.instant(),
                    "",
                    "",
                    0,
                    null));
        }
    }

    /** It ended while it was silenced: nobody heard of it, and nobody will. */
    void end(Diagnosis diagnosis) throws InterruptedException {
        var incident = diagnosis.incident();
        if (incident != null && diagnosis.status() != Diagnosis.Status.OPEN && log.knowsSilenced(incident)) {
            log.forget(incident);
        }
    }
}
