package io.lastwords.notifier.template;

import io.lastwords.model.diagnosis.Delivery;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.notifier.notice.Notice;
import java.util.List;

/**
 * What a template tells of.
 *
 * @param notice as sentences
 * @param why why it is sent
 * @param about one incident; several are a digest
 * @param test whether nothing died
 */
public record Occasion(Notice notice, Delivery.Notice why, List<Diagnosis> about, boolean test) {
    public Occasion {
        about = List.copyOf(about);
        if (about.isEmpty()) {
            throw new IllegalArgumentException("a notice is about one incident at least");
        }
    }

    /** An incident as it stands, to a program that knows itself what it was told before. */
    public static Occasion of(Diagnosis diagnosis) {
        var why = diagnosis.status() == Diagnosis.Status.OPEN ? Delivery.Notice.OPENED : Delivery.Notice.RESOLVED;
        return new Occasion(Notice.of(diagnosis), why, List.of(diagnosis), false);
    }
}
