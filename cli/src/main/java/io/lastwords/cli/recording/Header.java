package io.lastwords.cli.recording;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.diagnosis.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The first line of a recording: what it is of, and what it lacks.
 *
 * @param type {@value #TYPE}, by which the line is known
 * @param madeBy the program and its version
 * @param title for a list of recordings; may be empty
 * @param incident null where none is meant: a workload that is well
 * @param from when the journal took the first record; null where nobody knows
 * @param to when it took the last one
 * @param recoverAfter how long a run had to live to count as healthy, in seconds
 * @param redacted whether hosts, names and addresses are masked
 * @param missing what was learned before and is not in here, a sentence each; empty where nothing is missing
 * @param recorded what was said of each incident when the recording was made: the last revision while it
 *     was open
 * @param expected the true cause, {@value #HEALTHY} where there was nothing to say; null where nobody has said
 * @param verdict what a person said of the incident; null where nobody did
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Header(
        int schema,
        String type,
        String madeBy,
        String title,
        @Nullable String incident,
        String workload,
        @Nullable Instant from,
        @Nullable Instant to,
        long recoverAfter,
        boolean redacted,
        List<String> missing,
        List<Said> recorded,
        @Nullable String expected,
        @Nullable Verdict verdict) {
    /** The version of the format that this code writes, and the newest that it reads. */
    public static final int SCHEMA = 1;

    public static final String TYPE = "lastwords-recording";

    /** What is expected of a workload that has no incident. */
    public static final String HEALTHY = "healthy";

    /** A recording that says nothing of itself: the first form, and what kcat prints. */
    static final Header NONE =
            new Header(SCHEMA, TYPE, "", "", null, "", null, null, 60, false, List.of(), List.of(), null, null);

    /**
     * The answer that stood at the end of an incident.
     *
     * @param cause the leading one
     */
    public record Said(String incident, String cause, double confidence) {
        public Said {
            Objects.requireNonNull(incident, "incident");
            Objects.requireNonNull(cause, "cause");
        }

        /** What a diagnosis with a cause says. */
        public static Said of(Diagnosis diagnosis) {
            var cause = diagnosis.causes().getFirst();
            return new Said(String.valueOf(diagnosis.incident()), cause.cause(), cause.confidence());
        }
    }

    public Header {
        Objects.requireNonNull(type, "type");
        madeBy = Objects.requireNonNullElse(madeBy, "");
        title = Objects.requireNonNullElse(title, "");
        workload = Objects.requireNonNullElse(workload, "");
        recoverAfter = recoverAfter <= 0 ? 60 : recoverAfter;
        missing = missing == null ? List.of() : List.copyOf(missing);
        recorded = recorded == null ? List.of() : List.copyOf(recorded);
    }

    Header saying(List<Said> said) {
        return new Header(
                schema,
                type,
                madeBy,
                title,
                incident,
                workload,
                from,
                to,
                recoverAfter,
                redacted,
                missing,
                said,
                expected,
                verdict);
    }

    /** How long a run had to live. */
    public Duration recovering() {
        return Duration.ofSeconds(recoverAfter);
    }
}
