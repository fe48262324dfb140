package io.lastwords.e2e;

import io.lastwords.e2e.stage.Container;
import io.lastwords.e2e.stage.Containers;
import io.lastwords.e2e.stage.EventTape;
import io.lastwords.e2e.stage.Watch;
import io.lastwords.model.diagnosis.Diagnosis;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * A container that dies, and what its diagnosis is to say.
 *
 * @param name what it is called in the table
 * @param cause what {@code causes[0]} is to be; null where any will do
 * @param byAutopsy the same for an autopsy, which knows nothing of earlier containers
 * @param exitCode how the container ends: proof that it is the one that was meant; negative where it does not end
 * @param symptoms which symptoms are to be among the diagnosis's
 * @param start starts the container
 */
record Expectation(
        String name,
        String cause,
        String byAutopsy,
        int exitCode,
        List<String> symptoms,
        Function<Containers, Container> start) {
    static final String HEADER = String.format(
            Locale.ROOT,
            "%-26s %-27s %-27s %5s %6s %6s  %-27s %5s  %s",
            "container",
            "expected",
            "watch",
            "conf.",
            "first",
            "final",
            "autopsy",
            "conf.",
            "symptoms");

    Expectation(String name, String cause, int exitCode, List<String> symptoms, Function<Containers, Container> start) {
        this(name, cause, cause, exitCode, symptoms, start);
    }

    /** Whether a diagnosis says all that is expected, with the whole log known. */
    boolean met(Diagnosis diagnosis) {
        return diagnosis.logsComplete()
                && diagnosis.symptoms().containsAll(symptoms)
                && (cause == null || diagnosis.causes().get(0).cause().equals(cause));
    }

    /** A line of the table: seconds from the first death to the first diagnosis and to the first that is right. */
    String row(Watch watch, EventTape events, Container container, Diagnosis autopsy) {
        var revisions = watch.diagnoses(container);
        if (revisions.isEmpty()) {
            return String.format(Locale.ROOT, "%-26s %-27s %s", name, cause, "-");
        }
        var right =
                revisions.stream().filter(arrival -> met(arrival.diagnosis())).findFirst();
        var last = right.orElse(revisions.get(revisions.size() - 1)).diagnosis();
        var death = events.deaths(container).stream()
                .findFirst()
                .or(() -> Optional.ofNullable(last.openedAt()))
                .orElseThrow();
        return String.format(
                Locale.ROOT,
                "%-26s %-27s %-27s %5.2f %6s %6s  %-27s %5.2f  %s",
                name,
                cause == null ? "(any)" : cause,
                cause(last),
                confidence(last),
                seconds(death, Optional.of(revisions.get(0).time())),
                seconds(death, right.map(Watch.Arrival::time)),
                cause(autopsy),
                confidence(autopsy),
                String.join(" ", last.symptoms()));
    }

    static String cause(Diagnosis diagnosis) {
        return diagnosis.causes().isEmpty() ? "-" : diagnosis.causes().get(0).cause();
    }

    private static double confidence(Diagnosis diagnosis) {
        return diagnosis.causes().isEmpty() ? 0 : diagnosis.causes().get(0).confidence();
    }

    private static String seconds(Instant from, Optional<Instant> to) {
        return to.map(time -> String.format(
                        Locale.ROOT, "%.2f", Duration.between(from, time).toNanos() / 1e9))
                .orElse("never");
    }
}
