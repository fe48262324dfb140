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

    /** Whether nothing is to be sent of a wider incident because of the workload that it shows, which others may not share. */
    boolean mutesItsSample(Diagnosis diagnosis) {
        return mutes(diagnosis) && !silences.muteAsSuch(diagnosis);
    }

    /** Records that an opening was not told. */
    void record(Diagnosis diagnosis) throws InterruptedException {
        var incident = Objects.requireNonNull(diagnosis.incident());
        var last = log.last(incident);
        boolean over = last != null && last.revision() >= diagnosis.revision(); // it is read again
        if (!log.concerns(incident) && !over) {
            write(incident, diagnosis);
        }
    }

    /** It ended before anybody heard of it, and nobody will: recorded, or the opening would be told when it is read again. */
    void end(Diagnosis diagnosis) throws InterruptedException {
        var incident = diagnosis.incident();
        if (incident != null && diagnosis.status() != Diagnosis.Status.OPEN && log.knowsSilenced(incident)) {
            if (log.wasRefusedBefore(incident)) {
                log.settle(diagnosis);
            } else {
                write(incident, diagnosis);
            }
        }
    }

    private void write(String incident, Diagnosis diagnosis) throws InterruptedException {
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
