package io.lastwords.notifier.delivery;

import io.lastwords.model.diagnosis.Diagnosis;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A new receiver's first reading of a partition: only the last revision of each incident counts, and only what is still
 * open then, so that nobody is told of the past.
 */
final class CatchUp {
    /** One incident as it stood last. */
    record Last(Source source, Diagnosis diagnosis) {}

    private final long end;
    private final Map<String, Last> incidents = new LinkedHashMap<>();

    /**
     * A catch-up to the partition's end as it was when the receiver was new.
     *
     * @param end the end offset then
     */
    CatchUp(long end) {
        this.end = end;
    }

    boolean covers(long offset) {
        return offset < end;
    }

    boolean isDone(long position) {
        return position >= end;
    }

    /**
     * Takes a revision.
     *
     * @param known whether the receiver was told of the incident before, by an earlier life with another group
     */
    void take(Source source, String incident, Diagnosis diagnosis, boolean known) {
        if (diagnosis.status() == Diagnosis.Status.OPEN || known) {
            incidents.put(incident, new Last(source, diagnosis));
        } else {
            incidents.remove(incident);
        }
    }

    Collection<Last> open() {
        return incidents.values();
    }
}
