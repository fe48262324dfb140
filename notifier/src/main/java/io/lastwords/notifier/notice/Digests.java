package io.lastwords.notifier.notice;

import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.diagnosis.Several;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes one notice of many incidents: how many, which causes, which workloads, which hosts. */
final class Digests {
    private static final int MEMBERS = 30;

    private Digests() {}

    static Notice of(List<Diagnosis> diagnoses, boolean again) {
        var critical = diagnoses.stream().anyMatch(one -> one.severity() == Diagnosis.Severity.CRITICAL);
        var causes =
                counted(diagnoses, one -> Plain.line(one.causes().getFirst().cause(), 80));
        var count = diagnoses.size() + " workloads";
        return new Notice(
                critical ? Notice.Mood.CRITICAL : Notice.Mood.WARNING,
                count + (again ? " are still in trouble: " : " are in trouble: ") + causes,
                count,
                Several.named(diagnoses.stream().map(Notices::host).distinct().toList()),
                (again ? "are still in trouble: " : "are in trouble: ") + causes,
                List.of("Each is an incident of its own: ./lastwords incidents ID says what mends it."),
                null,
                members(diagnoses),
                List.of(),
                List.of(),
                List.of(),
                Answers.to(diagnoses),
                since(diagnoses));
    }

    private static String counted(List<Diagnosis> diagnoses, Function<Diagnosis, String> by) {
        var counts = diagnoses.stream().collect(Collectors.groupingBy(by, Collectors.counting()));
        return Several.named(counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .toList());
    }

    private static List<String> members(List<Diagnosis> diagnoses) {
        var members = diagnoses.stream().limit(MEMBERS).map(Digests::member).collect(Collectors.toList());
        if (diagnoses.size() > MEMBERS) {
            members.add("… and " + (diagnoses.size() - MEMBERS) + " more.");
        }
        return members;
    }

    private static String member(Diagnosis diagnosis) {
        var cause = diagnosis.causes().getFirst();
        return "%s on %s: %s (%s); it %s (incident %s)."
                .formatted(
                        Notices.name(diagnosis),
                        Notices.host(diagnosis),
                        Plain.line(cause.cause(), 80),
                        Notices.sure(cause),
                        Story.happened(diagnosis),
                        Plain.line(String.valueOf(diagnosis.incident()), 120));
    }

    private static List<String> since(List<Diagnosis> diagnoses) {
        return diagnoses.stream()
                .map(Diagnosis::openedAt)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .map((Instant first) -> List.of("since " + Wording.time(first)))
                .orElse(List.of());
    }

    static Notice ended(Diagnosis last, int together) {
        var count = "all " + together + " workloads";
        return new Notice(
                Notice.Mood.GOOD,
                "The trouble of " + count + " is over",
                Notices.name(last),
                Notices.host(last),
                "was the last of " + together + " workloads in trouble, and the trouble of all is over",
                List.of(Wording.sentence("It "
                        + Story.ended(
                                last, Objects.requireNonNull(last.resolution(), "a resolved incident says how")))),
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Notices.footer(last));
    }
}
