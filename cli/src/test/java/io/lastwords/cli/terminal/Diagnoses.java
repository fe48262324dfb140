package io.lastwords.cli.terminal;

import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.journal.LogLine;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Diagnoses for tests. */
final class Diagnoses {
    private static final Instant OPENED = Instant.parse("2026-11-21T02:00:00Z");

    private Diagnoses() {}

    static Diagnosis open(int revision, String cause, boolean logsComplete) {
        return of(revision, cause, logsComplete, null);
    }

    /** Died once so far. */
    static Diagnosis warning(int revision, String cause) {
        return of(revision, cause, true, null, Diagnosis.Severity.WARNING, List.of("exit-nonzero", "short-run"));
    }

    /** Nothing starts it any more. */
    static Diagnosis gaveUp(int revision, String cause) {
        return of(
                revision,
                cause,
                true,
                null,
                Diagnosis.Severity.CRITICAL,
                List.of("restart-loop", "exit-nonzero", "gave-up"));
    }

    static Diagnosis resolved(int revision, String cause) {
        return of(revision, cause, true, Diagnosis.Resolution.RECOVERED);
    }

    private static Diagnosis of(
            int revision, String cause, boolean logsComplete, Diagnosis.@Nullable Resolution resolution) {
        return of(
                revision,
                cause,
                logsComplete,
                resolution,
                Diagnosis.Severity.CRITICAL,
                List.of("restart-loop", "exit-nonzero", "short-run"));
    }

    private static Diagnosis of(
            int revision,
            String cause,
            boolean logsComplete,
            Diagnosis.@Nullable Resolution resolution,
            Diagnosis.Severity severity,
            List<String> symptoms) {
        var resolved = resolution != null;
        return new Diagnosis(
                Diagnosis.SCHEMA,
                Diagnosis.Scope.WORKLOAD,
                "shop-1",
                revision,
                resolved ? Diagnosis.Status.RESOLVED : Diagnosis.Status.OPEN,
                resolution,
                severity,
                new Diagnosis.Workload(
                        "web-1/shop/ledger/1",
                        "web-1",
                        "c0ffee".repeat(11),
                        "shop-ledger-1",
                        "registry.example/shop/ledger:2026.11",
                        "sha256:1234",
                        "shop",
                        "ledger",
                        Map.of()),
                symptoms,
                List.of(
                        new Diagnosis.Cause(
                                cause,
                                0.92,
                                "Its program wants port 8080, which another process in the same network namespace has",
                                List.of(
                                        "the last run ended with \"failed to bind 0.0.0.0:8080: Address already in use (os error 98)\"",
                                        "it runs in the host's network"),
                                List.of(
                                        "docker run --network bridge \\\n  -p 8081:8080 registry.example/shop/ledger:2026.11"))),
                List.of(new Diagnosis.RuledOut("out-of-memory", "no oom event, and the exit code is 101")),
                new Diagnosis.Runs(3, Map.of(101, 3), OPENED.minusSeconds(2), OPENED.plusMillis(1500), 21),
                List.of(
                        new Diagnosis.Line(LogLine.Stream.STDOUT, OPENED, "ledger 2026.11 starting"),
                        new Diagnosis.Line(
                                LogLine.Stream.STDERR,
                                OPENED.plusMillis(12),
                                "thread 'main' panicked at src/main.rs:41:10: failed to bind 0.0.0.0:8080: Os { code: 98 }")),
                logsComplete,
                OPENED,
                OPENED.plusSeconds(2),
                resolved ? OPENED.plusSeconds(90) : null,
                null);
    }
}
