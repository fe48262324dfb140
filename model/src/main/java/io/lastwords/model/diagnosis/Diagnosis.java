package io.lastwords.model.diagnosis;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.lastwords.model.journal.LogLine;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One state of one incident: what happens, why, how sure that is, what proves it and what mends it. Symptoms and
 * causes are words of {@link Symptom} and {@link CauseName}, kept as text since a writer may be newer than its reader.
 *
 * @param incident null for a healthy container
 * @param revision counts from 1; each state of an incident has its own
 * @param resolution recovered, completed, stopped or removed; null while open
 * @param workload null in scope fleet and host
 * @param causes ranked; the first is the answer; empty only for a healthy container
 * @param logsComplete whether all output of the runs is known; false while a log is still being read
 * @param openedAt engine time of the incident's first unintended end
 * @param updatedAt engine time of the event that led to this revision
 */
public record Diagnosis(
        int schema,
        Scope scope,
        @Nullable String incident,
        int revision,
        Status status,
        @Nullable Resolution resolution,
        Severity severity,
        @Nullable Workload workload,
        List<String> symptoms,
        List<Cause> causes,
        List<RuledOut> ruledOut,
        Runs runs,
        List<Line> lastWords,
        boolean logsComplete,
        @Nullable Instant openedAt,
        Instant updatedAt,
        @Nullable Instant resolvedAt,
        @Nullable Fleet fleet) {

    /** The version of the schema that this code writes. */
    public static final int SCHEMA = 1;

    public Diagnosis {
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(runs, "runs");
        Objects.requireNonNull(updatedAt, "updatedAt");
        symptoms = List.copyOf(symptoms);
        causes = List.copyOf(causes);
        ruledOut = List.copyOf(ruledOut);
        lastWords = List.copyOf(lastWords);
        if (status != Status.HEALTHY && causes.isEmpty()) {
            throw new IllegalArgumentException("a diagnosis names a cause, 'unexplained' at least");
        }
        if (status == Status.RESOLVED && (resolution == null || resolvedAt == null)) {
            throw new IllegalArgumentException("a resolved incident says how and when");
        }
    }

    /** Where it happens: the workload's host, or all of a fleet's. */
    public List<String> hosts() {
        return workload != null ? List.of(workload.host()) : fleet != null ? fleet.hosts() : List.of();
    }

    /** The workload, or the one that stands for a fleet's; null for a whole host. */
    public @Nullable Workload sample() {
        return workload != null ? workload : fleet != null ? fleet.sample() : null;
    }

    /** The workloads' own incidents that this one stands for; empty in scope workload. */
    public List<String> members() {
        return fleet == null ? List.of() : fleet.members();
    }

    /** Whether it is about this workload alone. */
    public boolean isOf(String id) {
        return workload != null && workload.id().equals(id);
    }

    /** The same incident one revision on. */
    public Diagnosis withRevision(int next) {
        return with(incident, next);
    }

    /** The same under the ID that somebody else has given it. */
    public Diagnosis withIncident(String other) {
        return with(other, revision);
    }

    /** The same in brief, for a table of many: without the last words, the arguments and the fixes. */
    public Diagnosis brief() {
        var first = causes.getFirst();
        return new Diagnosis(
                schema,
                scope,
                incident,
                revision,
                status,
                resolution,
                severity,
                workload,
                symptoms,
                List.of(new Cause(first.cause(), first.confidence(), first.summary(), List.of(), List.of())),
                List.of(),
                runs,
                List.of(),
                logsComplete,
                openedAt,
                updatedAt,
                resolvedAt,
                fleet);
    }

    private Diagnosis with(@Nullable String otherIncident, int otherRevision) {
        return new Diagnosis(
                schema,
                scope,
                otherIncident,
                otherRevision,
                status,
                resolution,
                severity,
                workload,
                symptoms,
                causes,
                ruledOut,
                runs,
                lastWords,
                logsComplete,
                openedAt,
                updatedAt,
                resolvedAt,
                fleet);
    }

    /** What a diagnosis is about. */
    public enum Scope {
        @JsonProperty("workload")
        WORKLOAD,
        @JsonProperty("fleet")
        FLEET,
        @JsonProperty("host")
        HOST
    }

    /** Where the incident stands; healthy only from an autopsy. */
    public enum Status {
        @JsonProperty("open")
        OPEN,
        @JsonProperty("resolved")
        RESOLVED,
        @JsonProperty("healthy")
        HEALTHY
    }

    /** How an incident ended. */
    public enum Resolution {
        @JsonProperty("recovered")
        RECOVERED,
        @JsonProperty("completed")
        COMPLETED,
        @JsonProperty("stopped")
        STOPPED,
        @JsonProperty("removed")
        REMOVED
    }

    /** Critical where the workload is down (looping, gave up, never started), warning otherwise. */
    public enum Severity {
        @JsonProperty("critical")
        CRITICAL,
        @JsonProperty("warning")
        WARNING
    }

    /**
     * The workload and its latest container.
     *
     * @param labels the container's own, masked, by which notices are routed and silenced; bounded, and without those
     *     that only Compose itself reads
     */
    public record Workload(
            String id,
            String host,
            String container,
            String containerName,
            String image,
            String imageId,
            @Nullable String composeProject,
            @Nullable String composeService,
            Map<String, String> labels) {
        public Workload {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(host, "host");
            Objects.requireNonNull(container, "container");
            Objects.requireNonNull(containerName, "containerName");
            Objects.requireNonNull(image, "image");
            Objects.requireNonNull(imageId, "imageId");
            labels = labels == null ? Map.of() : Map.copyOf(labels);
        }
    }

    /**
     * One opinion.
     *
     * @param cause a word of {@link CauseName}
     * @param confidence the probability that this is the cause, 0 to 1
     * @param summary one sentence
     * @param evidence what was seen, a sentence each; never empty
     * @param fix commands or edits with this container's real names
     */
    public record Cause(String cause, double confidence, String summary, List<String> evidence, List<String> fix) {
        public Cause {
            Objects.requireNonNull(cause, "cause");
            Objects.requireNonNull(summary, "summary");
            evidence = List.copyOf(evidence);
            fix = List.copyOf(fix);
            if (!(confidence >= 0 && confidence <= 1)) {
                throw new IllegalArgumentException("confidence is a probability: " + confidence);
            }
        }
    }

    /** A cause that a person would check, and why it is not this one. */
    public record RuledOut(String cause, String because) {
        public RuledOut {
            Objects.requireNonNull(cause, "cause");
            Objects.requireNonNull(because, "because");
        }
    }

    /**
     * The incident's runs so far.
     *
     * @param count runs that ended, and starts that failed
     * @param exitCodes how often each code was seen
     * @param medianMillis the median duration of the last runs
     */
    public record Runs(
            int count,
            Map<Integer, Integer> exitCodes,
            @Nullable Instant firstStart,
            @Nullable Instant lastEnd,
            long medianMillis) {
        public Runs {
            exitCodes = Map.copyOf(exitCodes);
        }
    }

    /** One of the last lines. */
    public record Line(LogLine.Stream stream, Instant time, String text) {
        public Line {
            Objects.requireNonNull(stream, "stream");
            Objects.requireNonNull(time, "time");
            Objects.requireNonNull(text, "text");
        }
    }

    /**
     * The members of a fleet or host incident.
     *
     * @param hosts where it is now
     * @param members the incidents of the workloads, those that have ended meanwhile included
     * @param sample one of a fleet's workloads: all have its image, and are routed as it is; null in scope host
     */
    public record Fleet(
            List<String> hosts,
            List<String> members,
            @Nullable Workload sample) {
        public Fleet {
            hosts = List.copyOf(hosts);
            members = List.copyOf(members);
        }
    }
}
