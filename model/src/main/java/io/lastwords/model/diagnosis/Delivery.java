package io.lastwords.model.diagnosis;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was sent where: the last notice that one receiver got about one incident. Under its {@link #key} in
 * {@code lastwords.deliveries} it is what makes a restart send nothing twice.
 *
 * @param revision the revision of the diagnosis that the notice was made from
 * @param cause the first cause that the notice named, a word of {@link CauseName}
 * @param status the incident's status that the notice told
 * @param reason why it was rejected; null where it was delivered
 * @param time when the receiver answered
 * @param reference what the receiver knows the notice by: a Message-ID, Slack's request ID; empty where there is none
 * @param thread what the receiver's next notice of this incident hangs on (mail: the first subject); empty where nothing
 * @param attempts how often it was tried, the last time included
 * @param digest what several incidents share that one notice told together; null where it told only this one
 */
public record Delivery(
        int schema,
        String receiver,
        String incident,
        int revision,
        Notice notice,
        String cause,
        Diagnosis.Status status,
        Outcome outcome,
        @Nullable String reason,
        Instant time,
        String reference,
        String thread,
        int attempts,
        @Nullable String digest) {

    /** The version of the schema that this code writes. */
    public static final int SCHEMA = 1;

    public Delivery {
        Objects.requireNonNull(receiver, "receiver");
        Objects.requireNonNull(incident, "incident");
        Objects.requireNonNull(notice, "notice");
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(time, "time");
        reference = Objects.requireNonNullElse(reference, "");
        thread = Objects.requireNonNullElse(thread, "");
        if ((outcome == Outcome.REJECTED) != (reason != null)) {
            throw new IllegalArgumentException("a rejection has a reason, and only a rejection");
        }
    }

    /** The record's key: the receiver's name has no slash in it. */
    public String key() {
        return key(receiver, incident);
    }

    /** The key under which the receiver's last notice about an incident is recorded. */
    public static String key(String receiver, String incident) {
        return receiver + "/" + incident;
    }

    /** Whether the receiver has been told of the incident: a rejected follow-up does not undo the opening. */
    public boolean told() {
        return outcome == Outcome.DELIVERED || notice != Notice.OPENED;
    }

    /** Why a notice was sent. */
    public enum Notice {
        @JsonProperty("opened")
        OPENED,
        @JsonProperty("cause-changed")
        CAUSE_CHANGED,
        /** Nothing is new, but it has been open for long since the last notice. */
        @JsonProperty("repeated")
        REPEATED,
        /** Others have joined the fleet, or have left it. */
        @JsonProperty("updated")
        UPDATED,
        @JsonProperty("resolved")
        RESOLVED
    }

    /** How it went. */
    public enum Outcome {
        @JsonProperty("delivered")
        DELIVERED,
        /** Not sent: it ended, and others that were told in the same digest have not; the last one's end tells all. */
        @JsonProperty("gathered")
        GATHERED,
        /** Not sent, since a silence holds: it is when that ends, if it is still open then. */
        @JsonProperty("silenced")
        SILENCED,
        /** Refused for good, or given up: it is in the dead letters. */
        @JsonProperty("rejected")
        REJECTED
    }
}
