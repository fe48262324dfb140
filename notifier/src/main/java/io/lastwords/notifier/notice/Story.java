package io.lastwords.notifier.notice;

import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.diagnosis.Symptom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What happened, in words: from a diagnosis' symptoms and runs, none of it an opinion. */
final class Story {
    private static final String CHANGED = "fails of something else now";

    private Story() {}

    /** Two or three words for a title: what the workload does. */
    static String trouble(Diagnosis diagnosis) {
        if (diagnosis.scope() == Diagnosis.Scope.HOST) {
            return Scopes.trouble(diagnosis);
        }
        if (has(diagnosis, Symptom.RESTART_LOOP)) {
            return "keeps dying";
        }
        if (has(diagnosis, Symptom.START_FAILED)) {
            return "cannot start";
        }
        if (has(diagnosis, Symptom.UNHEALTHY)) {
            return "is unhealthy";
        }
        if (diagnosis.runs().count() == 0) {
            return "has not run yet";
        }
        return has(diagnosis, Symptom.GAVE_UP) ? "died and stays dead" : "died";
    }

    /** A predicate after 'X on HOST': how often, in what time, how it ended; without a full stop. */
    static String happened(Diagnosis diagnosis) {
        var runs = diagnosis.runs();
        if (has(diagnosis, Symptom.UNHEALTHY) && runs.count() == 0) {
            return "is running, but its health check fails";
        }
        if (runs.count() == 0) {
            return trouble(diagnosis);
        }
        if (has(diagnosis, Symptom.START_FAILED) && has(diagnosis, Symptom.GAVE_UP)) {
            return "died, and its restart failed";
        }
        if (has(diagnosis, Symptom.START_FAILED)) {
            return "failed to start" + often(runs) + codes(runs);
        }
        return "died" + often(runs) + codes(runs) + lived(diagnosis);
    }

    /** The same of what is over. */
    static String happenedBefore(Diagnosis diagnosis) {
        var runs = diagnosis.runs();
        return runs.count() > 0 || diagnosis.scope() == Diagnosis.Scope.HOST
                ? happened(diagnosis)
                : has(diagnosis, Symptom.UNHEALTHY) ? "was running, but its health check failed" : "had not run yet";
    }

    private static String often(Diagnosis.Runs runs) {
        if (runs.count() == 1) {
            return "";
        }
        var window = window(runs);
        String often = " " + Wording.times(runs.count());
        return window == null ? often : often + " in " + Wording.duration(window);
    }

    private static String lived(Diagnosis diagnosis) {
        var runs = diagnosis.runs();
        return runs.count() == 1 ? " after " + Wording.duration(Duration.ofMillis(runs.medianMillis())) : "";
    }

    private static @Nullable Duration window(Diagnosis.Runs runs) {
        Instant first = runs.firstStart();
        Instant last = runs.lastEnd();
        return first == null || last == null || last.isBefore(first) ? null : Duration.between(first, last);
    }

    private static String codes(Diagnosis.Runs runs) {
        var codes = runs.exitCodes();
        if (codes.isEmpty()) {
            return "";
        }
        if (codes.size() == 1) {
            String code = Wording.exitCode(codes.keySet().iterator().next());
            return (runs.count() == 1 ? " with exit code " : ", each time with exit code ") + code;
        }
        return codes.entrySet().stream()
                .sorted(Comparator.<Map.Entry<Integer, Integer>>comparingInt(Map.Entry::getValue)
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(5)
                .map(code -> Wording.times(code.getValue()) + " with " + Wording.exitCode(code.getKey()))
                .collect(Collectors.joining(", ", ", exit codes: ", codes.size() > 5 ? ", and others" : ""));
    }

    /** What else was seen, a sentence each. */
    static List<String> facts(Diagnosis diagnosis) {
        var facts = new ArrayList<String>();
        var runs = diagnosis.runs();
        if (runs.count() > 1 && !has(diagnosis, Symptom.START_FAILED)) {
            facts.add("A run lasts about " + Wording.duration(Duration.ofMillis(runs.medianMillis())) + ".");
        }
        if (has(diagnosis, Symptom.SILENT)) {
            facts.add("It did not print a single byte.");
        }
        if (has(diagnosis, Symptom.MARKER_MISSING)) {
            facts.add("The line that says its program has started never came.");
        }
        if (has(diagnosis, Symptom.OUTPUT_CUT)) {
            facts.add("Its output is cut off.");
        }
        if (has(diagnosis, Symptom.GAVE_UP)) {
            facts.add("Nothing will start it again.");
        }
        if (has(diagnosis, Symptom.UNHEALTHY) && runs.count() > 0) {
            facts.add("Its health check fails.");
        }
        if (!diagnosis.logsComplete()) {
            facts.add("Its log is not complete yet, so this may still change.");
        }
        return facts;
    }

    /** The end of an incident as a predicate, and how long the trouble lasted. */
    static String ended(Diagnosis diagnosis, Diagnosis.Resolution resolution) {
        String after = lasted(diagnosis);
        return switch (resolution) {
            case RECOVERED -> "has recovered" + after;
            case COMPLETED -> "has finished well" + after;
            case STOPPED -> "was stopped by somebody" + after;
            case REMOVED ->
                changed(diagnosis)
                        ? CHANGED + ", and is told anew" + after
                        : "is gone, and nothing took its place" + after;
        };
    }

    /** The same in two or three words. */
    static String end(Diagnosis diagnosis, Diagnosis.Resolution resolution) {
        return switch (resolution) {
            case RECOVERED -> "has recovered";
            case COMPLETED -> "has finished well";
            case STOPPED -> "was stopped";
            case REMOVED -> changed(diagnosis) ? CHANGED : "was removed";
        };
    }

    /** Whether nothing of a fleet is gone: all that belonged to it fails, and of something else. */
    private static boolean changed(Diagnosis diagnosis) {
        return diagnosis.scope() == Diagnosis.Scope.FLEET && diagnosis.members().isEmpty();
    }

    private static String lasted(Diagnosis diagnosis) {
        Instant opened = diagnosis.openedAt();
        Instant resolved = diagnosis.resolvedAt();
        return opened == null || resolved == null || resolved.isBefore(opened)
                ? ""
                : ", " + Wording.duration(Duration.between(opened, resolved)) + " after the trouble began";
    }

    private static boolean has(Diagnosis diagnosis, Symptom symptom) {
        return diagnosis.symptoms().contains(symptom.label());
    }
}
