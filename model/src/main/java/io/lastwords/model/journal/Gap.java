package io.lastwords.model.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened is not in the journal, and never will be.
 *
 * @param time the end of the gap
 * @param run the run whose lines are missing; null where events are
 * @param from the last thing known before the gap; null where nothing is
 * @param bytes how many bytes are missing, where that is known
 * @param reason why, for a person
 */
public record Gap(
        int schema,
        Origin origin,
        Instant time,
        @Nullable Instant run,
        @Nullable Instant from,
        @Nullable Long bytes,
        String reason)
        implements JournalEvent {
    public Gap(
            Origin origin,
            Instant time,
            @Nullable Instant run,
            @Nullable Instant from,
            @Nullable Long bytes,
            String reason) {
        this(SCHEMA, origin, time, run, from, bytes, reason);
    }
}
