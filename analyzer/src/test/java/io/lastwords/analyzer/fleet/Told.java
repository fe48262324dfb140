package io.lastwords.analyzer.fleet;

import io.lastwords.model.diagnosis.Diagnosis;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Diagnoses of workloads, as their own stage tells them. */
final class Told {
    static final Instant T = Instant.parse("2026-11-21T03:00:00Z");

    private Told() {}

    static Diagnosis open(String host, int second) {
        return of(host, "i-" + host, second, null);
    }

    static Diagnosis resolved(String host, int second) {
        return of(host, "i-" + host, second, Diagnosis.Resolution.RECOVERED);
    }

    static Diagnosis of(String host, String incident, int second, Diagnosis.@Nullable Resolution resolution) {
        Instant now = T.plusSeconds(second);
        return new Diagnosis(
                Diagnosis.SCHEMA,
                Diagnosis.Scope.WORKLOAD,
                incident,
                1,
                resolution == null ? Diagnosis.Status.OPEN : Diagnosis.Status.RESOLVED,
                resolution,
                Diagnosis.Severity.CRITICAL,
                new Diagnosis.Workload(
                        host + "/web", host, "c-" + host, "web", "shop/web:2", "sha256:1", null, null, Map.of()),
                List.of("restart-loop", "exit-zero"),
                List.of(new Diagnosis.Cause(
                        "stub-binary",
                        0.9,
                        "web runs a stub.",
                        List.of("its main function is 1 byte long"),
                        List.of("docker build --no-cache"))),
                List.of(),
                new Diagnosis.Runs(3, Map.of(0, 3), now, now, 20),
                List.of(),
                true,
                now,
                now,
                resolution == null ? null : now,
                null);
    }
}
