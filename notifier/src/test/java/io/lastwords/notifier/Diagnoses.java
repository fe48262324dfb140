package io.lastwords.notifier;

import io.lastwords.model.diagnosis.Delivery;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.journal.LogLine;
import io.lastwords.notifier.delivery.Attempt;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Diagnoses to test with: a stub binary that loops, varied as each test wants. */
public final class Diagnoses {
    public static final Instant OPENED = Instant.parse("2026-11-21T02:00:00Z");
    public static final String INCIDENT = "i-7f3a";

    private static final Diagnosis.Workload WORKLOAD = new Diagnosis.Workload(
            "host1/shop/backend/1",
            "host1",
            "c0ffee0123456789",
            "shop-backend-1",
            "shop/backend:2.3",
            "sha256:0a1b",
            "shop",
            "backend",
            Map.of("team", "shop"));

    private Diagnoses() {}

    public static Diagnosis open(int revision) {
        return open(INCIDENT, revision, "stub-binary", true, OPENED.plusMillis(revision * 150L));
    }

    public static Diagnosis provisional(int revision) {
        return open(INCIDENT, revision, "stub-binary", false, OPENED.plusMillis(revision * 150L));
    }

    public static Diagnosis open(int revision, String cause) {
        return open(INCIDENT, revision, cause, true, OPENED.plusMillis(revision * 150L));
    }

    public static Diagnosis open(
            @Nullable String incident, int revision, String cause, boolean logsComplete, Instant updatedAt) {
        return of(
                incident,
                revision,
                cause(cause),
                lines("[entrypoint] starting backend", "[entrypoint] executing /app/backend"),
                logsComplete,
                updatedAt);
    }

    public static Diagnosis of(
            @Nullable String incident,
            int revision,
            Diagnosis.Cause cause,
            List<Diagnosis.Line> lastWords,
            boolean logsComplete,
            Instant updatedAt) {
        return new Diagnosis(
                1,
                Diagnosis.Scope.WORKLOAD,
                incident,
                revision,
                Diagnosis.Status.OPEN,
                null,
                Diagnosis.Severity.CRITICAL,
                WORKLOAD,
                List.of("restart-loop", "exit-zero", "marker-missing", "short-run"),
                List.of(cause, new Diagnosis.Cause("main-not-reached", 0.02, "s", List.of("e"), List.of())),
                List.of(new Diagnosis.RuledOut(
                        "wrong-architecture", "the executable is for x86-64, and so is the host")),
                new Diagnosis.Runs(7, Map.of(0, 7), OPENED.minusSeconds(12), OPENED, 21),
                lastWords,
                logsComplete,
                OPENED,
                updatedAt,
                null,
                null);
    }

    public static Diagnosis labelled(Map<String, String> labels) {
        return about(new Diagnosis.Workload(
                WORKLOAD.id(),
                WORKLOAD.host(),
                WORKLOAD.container(),
                WORKLOAD.containerName(),
                WORKLOAD.image(),
                WORKLOAD.imageId(),
                WORKLOAD.composeProject(),
                WORKLOAD.composeService(),
                labels));
    }

    /** The first revision, of another workload. */
    public static Diagnosis about(Diagnosis.Workload workload) {
        return about(INCIDENT, workload, "stub-binary");
    }

    public static Diagnosis about(String incident, Diagnosis.Workload workload, String cause) {
        var like = open(incident, 1, cause, true, OPENED);
        return new Diagnosis(
                like.schema(),
                like.scope(),
                like.incident(),
                like.revision(),
                like.status(),
                like.resolution(),
                like.severity(),
                workload,
                like.symptoms(),
                like.causes(),
                like.ruledOut(),
                like.runs(),
                like.lastWords(),
                like.logsComplete(),
                like.openedAt(),
                like.updatedAt(),
                like.resolvedAt(),
                like.fleet());
    }

    public static Diagnosis.Cause cause(String name) {
        return new Diagnosis.Cause(
                name,
                0.97,
                "The image holds a placeholder program that was built before the real sources were copied",
                List.of(
                        "its main function is 1 byte long",
                        "the marker 'Server listening' is not in the executable",
                        "all 7 runs ended with 0 after about 21 ms"),
                List.of("docker compose build --no-cache backend && docker compose up -d backend"));
    }

    public static List<Diagnosis.Line> lines(String... texts) {
        return java.util.Arrays.stream(texts)
                .map(text -> new Diagnosis.Line(LogLine.Stream.STDOUT, OPENED, text))
                .toList();
    }

    public static Diagnosis resolved(int revision) {
        return resolved(INCIDENT, revision, OPENED.plusSeconds(252));
    }

    public static Diagnosis resolved(@Nullable String incident, int revision, Instant at) {
        return new Diagnosis(
                1,
                Diagnosis.Scope.WORKLOAD,
                incident,
                revision,
                Diagnosis.Status.RESOLVED,
                Diagnosis.Resolution.RECOVERED,
                Diagnosis.Severity.CRITICAL,
                WORKLOAD,
                List.of("restart-loop", "exit-zero", "marker-missing", "short-run"),
                List.of(cause("stub-binary")),
                List.of(),
                new Diagnosis.Runs(7, Map.of(0, 7), OPENED.minusSeconds(12), OPENED, 21),
                List.of(),
                true,
                OPENED,
                at,
                at,
                null);
    }

    public static Delivery delivered(Delivery.Notice notice, Diagnosis diagnosis) {
        return delivery(notice, diagnosis, Delivery.Outcome.DELIVERED);
    }

    public static Delivery rejected(Delivery.Notice notice, Diagnosis diagnosis) {
        return delivery(notice, diagnosis, Delivery.Outcome.REJECTED);
    }

    /** As the channel that was used left it. */
    public static Delivery delivered(Delivery.Notice notice, Diagnosis diagnosis, Attempt.Delivered how) {
        return delivered(notice, diagnosis, how, null);
    }

    public static Delivery delivered(
            Delivery.Notice notice, Diagnosis diagnosis, Attempt.Delivered how, @Nullable String digest) {
        return new Delivery(
                1,
                "ops",
                INCIDENT,
                diagnosis.revision(),
                notice,
                diagnosis.causes().getFirst().cause(),
                diagnosis.status(),
                Delivery.Outcome.DELIVERED,
                null,
                OPENED,
                how.reference(),
                how.thread(),
                1,
                digest);
    }

    private static Delivery delivery(Delivery.Notice notice, Diagnosis diagnosis, Delivery.Outcome outcome) {
        return new Delivery(
                1,
                "slack",
                String.valueOf(diagnosis.incident()),
                diagnosis.revision(),
                notice,
                diagnosis.causes().getFirst().cause(),
                diagnosis.status(),
                outcome,
                outcome == Delivery.Outcome.REJECTED ? "no_service" : null,
                OPENED,
                "ref",
                "Lastwords: first subject",
                1,
                null);
    }
}
