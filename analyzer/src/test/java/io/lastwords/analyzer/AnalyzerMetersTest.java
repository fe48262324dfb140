package io.lastwords.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.model.diagnosis.Diagnosis;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnalyzerMetersTest {
    private static final Instant END = Instant.parse("2026-11-21T02:00:00Z");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AnalyzerMeters meters = new AnalyzerMeters();

    @BeforeEach
    void look() {
        Metrics.addRegistry(registry);
    }

    @AfterEach
    void lookAway() {
        Metrics.removeRegistry(registry);
    }

    private static Diagnosis diagnosis(int revision, String cause, Diagnosis.Status status) {
        return new Diagnosis(
                1,
                Diagnosis.Scope.WORKLOAD,
                "i-1",
                revision,
                status,
                status == Diagnosis.Status.RESOLVED ? Diagnosis.Resolution.RECOVERED : null,
                Diagnosis.Severity.CRITICAL,
                null,
                List.of(),
                List.of(new Diagnosis.Cause(cause, 0.9, "s", List.of("e"), List.of())),
                List.of(),
                new Diagnosis.Runs(3, Map.of(0, 3), END.minusSeconds(2), END, 20),
                List.of(),
                true,
                END,
                END,
                status == Diagnosis.Status.RESOLVED ? END : null,
                null);
    }

    private double incidents(String cause) {
        return registry.find("lastwords.analyzer.incidents").tag("cause", cause).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    @Test
    void countsAnIncidentOnceForEachCauseThatLeadsIt() {
        meters.said(diagnosis(1, "unexplained", Diagnosis.Status.OPEN), END.plusMillis(300));
        meters.said(diagnosis(2, "stub-binary", Diagnosis.Status.OPEN), END.plusSeconds(1));
        meters.said(diagnosis(3, "stub-binary", Diagnosis.Status.OPEN), END.plusSeconds(9));
        meters.said(diagnosis(4, "stub-binary", Diagnosis.Status.RESOLVED), END.plusSeconds(70));

        assertThat(incidents("unexplained")).isEqualTo(1);
        assertThat(incidents("stub-binary")).isEqualTo(1);
    }

    @Test
    void timesTheFirstDiagnosisOnly() {
        meters.said(diagnosis(1, "stub-binary", Diagnosis.Status.OPEN), END.plusMillis(300));
        meters.said(diagnosis(2, "stub-binary", Diagnosis.Status.OPEN), END.plusSeconds(9));

        var timer = registry.find("lastwords.analyzer.diagnosis.delay").timer();
        assertThat(timer).isNotNull().satisfies(times -> {
            assertThat(times.count()).isEqualTo(1);
            assertThat(times.max(TimeUnit.MILLISECONDS)).isEqualTo(300);
        });
    }
}
