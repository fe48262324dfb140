package io.lastwords.model.diagnosis;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Somebody wants to hear nothing for a while of what matches: no opening, no change. The end of what was told before is
 * told all the same. Under its ID in {@code lastwords.silences}; the last record of an ID counts.
 *
 * @param matchers all must match, each {@code FIELD=VALUE}; at least one
 * @param createdBy a person's word for themselves
 * @param comment may be empty
 * @param endsAt exclusive; brought forward where it is expired
 */
public record Silence(
        int schema,
        String id,
        List<String> matchers,
        String createdBy,
        String comment,
        Instant startsAt,
        Instant endsAt) {
    /** The version of the schema that this code writes. */
    public static final int SCHEMA = 1;

    public Silence {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(startsAt, "startsAt");
        Objects.requireNonNull(endsAt, "endsAt");
        matchers = List.copyOf(matchers);
        createdBy = Objects.requireNonNullElse(createdBy, "");
        comment = Objects.requireNonNullElse(comment, "");
        if (matchers.isEmpty()) {
            throw new IllegalArgumentException("a silence without a matcher would silence everything");
        }
    }

    /** Whether it holds now. */
    public boolean holds(Instant now) {
        return !now.isBefore(startsAt) && now.isBefore(endsAt);
    }

    /** The same, over by then. */
    public Silence endingAt(Instant end) {
        return new Silence(schema, id, matchers, createdBy, comment, startsAt, end);
    }
}
