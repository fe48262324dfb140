package io.lastwords.analyzer;

import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.memory.Bounded;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/**
 * Figures of the diagnoses, in micrometer's global registry: nothing is kept where nobody looks. An incident counts for
 * a cause once, when that becomes its first. Not for several threads.
 */
final class AnalyzerMeters {
    private static final int REMEMBERED = 10_000;

    private final Timer delay = Timer.builder("lastwords.analyzer.diagnosis.delay")
            .description("From the end of a run to an incident's first diagnosis, by both machines' clocks.")
            .register(Metrics.globalRegistry);

    private final Map<String, String> causes = Bounded.byInsertion(REMEMBERED);

    void said(Diagnosis diagnosis, Instant now) {
        String incident = diagnosis.incident();
        if (incident == null || diagnosis.causes().isEmpty()) {
            return;
        }
        if (diagnosis.status() == Diagnosis.Status.RESOLVED) {
            causes.remove(incident);
            return;
        }
        String cause = diagnosis.causes().getFirst().cause();
        String before = causes.put(incident, cause);
        if (!cause.equals(before)) {
            Counter.builder("lastwords.analyzer.incidents")
                    .description("Incidents by the cause that leads; one whose cause changes counts for both.")
                    .tag("cause", cause)
                    .tag("severity", diagnosis.severity().name().toLowerCase(Locale.ROOT))
                    .register(Metrics.globalRegistry)
                    .increment();
        }
        Instant lastEnd = diagnosis.runs().lastEnd();
        if (before == null && diagnosis.revision() == 1 && lastEnd != null && !now.isBefore(lastEnd)) {
            delay.record(Duration.between(lastEnd, now));
        }
    }
}
