package io.lastwords.notifier;

import io.lastwords.model.diagnosis.CauseName;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.diagnosis.Symptom;
import io.lastwords.model.journal.LogLine;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A diagnosis of a container that does not exist, to try a receiver with. */
final class Sample {
    private Sample() {}

    static Diagnosis diagnosis(Instant now) {
        var workload = new Diagnosis.Workload(
                "example-host/example/web/1",
                "example-host",
                "0123456789abcdef",
                "example-web-1",
                "example/web:1.0",
                "sha256:0000",
                "example",
                "web",
                Map.of());
        var cause = new Diagnosis.Cause(
                CauseName.ADDRESS_IN_USE.label(),
                0.9,
                "The program could not listen on port 8080, since something listens there already",
                List.of("its last line names the address and 'Address already in use'", "all 4 runs ended alike"),
                List.of("docker ps --filter publish=8080"));
        return new Diagnosis(
                Diagnosis.SCHEMA,
                Diagnosis.Scope.WORKLOAD,
                "test-" + now.toEpochMilli(),
                1,
                Diagnosis.Status.OPEN,
                null,
                Diagnosis.Severity.WARNING,
                workload,
                List.of(Symptom.RESTART_LOOP.label(), Symptom.EXIT_NONZERO.label(), Symptom.SHORT_RUN.label()),
                List.of(cause),
                List.of(),
                new Diagnosis.Runs(4, Map.of(1, 4), now.minusSeconds(9), now.minusSeconds(1), 120),
                List.of(new Diagnosis.Line(
                        LogLine.Stream.STDERR,
                        now.minusSeconds(1),
                        "error: cannot bind 0.0.0.0:8080: Address already in use")),
                true,
                now.minusSeconds(9),
                now,
                null,
                null);
    }
}
