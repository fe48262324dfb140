package io.lastwords.model.diagnosis;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a person says of a diagnosis: that its cause is wrong. Under the incident's ID in {@code lastwords.verdicts}, so
 * that causes can be judged by what people found; the last one of an incident counts.
 *
 * @param wrong the cause that is not it, a word of {@link CauseName}
 * @param really what it was, a word of {@link CauseName}; null where that was not said
 * @param revision of the diagnosis as it stood then
 * @param by a person's word for themselves, may be empty
 * @param comment may be empty
 */
public record Verdict(
        int schema,
        String incident,
        int revision,
        String wrong,
        @Nullable String really,
        String by,
        String comment,
        Instant time) {
    /** The version of the schema that this code writes. */
    public static final int SCHEMA = 1;

    public Verdict {
        Objects.requireNonNull(incident, "incident");
        Objects.requireNonNull(wrong, "wrong");
        Objects.requireNonNull(time, "time");
        by = Objects.requireNonNullElse(by, "");
        comment = Objects.requireNonNullElse(comment, "");
    }
}
