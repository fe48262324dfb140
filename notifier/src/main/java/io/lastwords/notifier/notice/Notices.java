package io.lastwords.notifier.notice;

import io.lastwords.model.diagnosis.CauseName;
import io.lastwords.model.diagnosis.Diagnosis;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes notices from diagnoses; every text that a container could have written goes through {@link Plain}. */
final class Notices {
    private static final int NAME = 80;
    private static final int HOSTS = 300;
    private static final int SENTENCE = 600;
    private static final int FIX = 1_500;
    private static final int LINE = 2_000;
    private static final int MAX_EVIDENCE = 12;
    private static final int MAX_RULED_OUT = 4;
    private static final int MAX_FIXES = 6;
    private static final int MAX_LINES = 40;

    private Notices() {}

    static Notice open(Diagnosis diagnosis, @Nullable String causeBefore) {
        var first = diagnosis.causes().getFirst();
        String label = Plain.line(first.cause(), NAME);
        String title = Scopes.title(diagnosis, Story.trouble(diagnosis), label);
        var facts = new ArrayList<String>();
        if (causeBefore != null) {
            title += " (not " + causeBefore + ")";
            facts.add("The cause looks different now: " + label + ", and not " + causeBefore + " as told before.");
        }
        facts.addAll(Story.facts(diagnosis));
        facts.addAll(Scopes.facts(diagnosis));
        return new Notice(
                diagnosis.severity() == Diagnosis.Severity.CRITICAL ? Notice.Mood.CRITICAL : Notice.Mood.WARNING,
                title,
                name(diagnosis),
                host(diagnosis),
                Story.happened(diagnosis),
                facts,
                cause(diagnosis),
                sentences(first.evidence(), MAX_EVIDENCE),
                diagnosis.ruledOut().stream()
                        .limit(MAX_RULED_OUT)
                        .map(ruledOut -> "not %s: %s"
                                .formatted(
                                        Plain.line(ruledOut.cause(), NAME),
                                        Wording.sentence(Plain.line(ruledOut.because(), SENTENCE))))
                        .toList(),
                first.fix().stream()
                        .limit(MAX_FIXES)
                        .map(fix -> Plain.lines(fix, FIX))
                        .filter(fix -> !fix.isEmpty())
                        .toList(),
                lastWords(diagnosis),
                Answers.to(diagnosis),
                footer(diagnosis));
    }

    static Notice resolved(Diagnosis diagnosis) {
        var first = diagnosis.causes().getFirst();
        var resolution = Objects.requireNonNull(diagnosis.resolution());
        return new Notice(
                Notice.Mood.GOOD,
                Scopes.title(diagnosis, Story.end(diagnosis, resolution)),
                name(diagnosis),
                host(diagnosis),
                Story.ended(diagnosis, resolution),
                List.of("Before that it %s; the cause: %s (%s)."
                        .formatted(Story.happenedBefore(diagnosis), Plain.line(first.cause(), NAME), sure(first))),
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                footer(diagnosis));
    }

    static Notice healthy(Diagnosis diagnosis) {
        return new Notice(
                Notice.Mood.GOOD,
                name(diagnosis) + " is healthy",
                name(diagnosis),
                host(diagnosis),
                image(diagnosis)
                        ? "has not run yet, and shows nothing that would keep it from running"
                        : "is healthy: there is nothing to explain",
                List.of(),
                null,
                List.of(),
                List.of(),
                List.of(),
                lastWords(diagnosis),
                List.of(),
                footer(diagnosis));
    }

    /** An image under the lens, of which there is no container. */
    private static boolean image(Diagnosis diagnosis) {
        var workload = diagnosis.workload();
        return workload != null && workload.container().isEmpty();
    }

    static String name(Diagnosis diagnosis) {
        var workload = diagnosis.workload();
        if (workload == null) {
            return Plain.line(Scopes.name(diagnosis), NAME);
        }
        String project = workload.composeProject();
        String service = workload.composeService();
        return Plain.line(
                project != null && service != null ? project + "/" + service : workload.containerName(), NAME);
    }

    static String host(Diagnosis diagnosis) {
        return Plain.line(Scopes.where(diagnosis.hosts()), HOSTS);
    }

    private static Notice.Cause cause(Diagnosis diagnosis) {
        var first = diagnosis.causes().getFirst();
        String others = "";
        if (diagnosis.causes().size() > 1) {
            var second = diagnosis.causes().get(1);
            others = "Otherwise %s (%s).".formatted(Plain.line(second.cause(), NAME), sure(second));
        }
        return new Notice.Cause(
                Plain.line(first.cause(), NAME),
                sure(first),
                Wording.sentence(Plain.line(first.summary(), SENTENCE)),
                others);
    }

    /** How sure; of 'unexplained' a probability says nothing to a person. */
    static String sure(Diagnosis.Cause cause) {
        return cause.cause().equals(CauseName.UNEXPLAINED.label())
                ? "nothing known fits"
                : Wording.confidence(cause.confidence());
    }

    private static List<String> sentences(List<String> texts, int most) {
        var sentences = new ArrayList<String>();
        for (var text : texts) {
            if (sentences.size() == most) {
                sentences.add("… and " + (texts.size() - most) + " more.");
                break;
            }
            String sentence = Wording.sentence(Plain.line(text, SENTENCE));
            if (!sentence.isEmpty()) {
                sentences.add(sentence);
            }
        }
        return sentences;
    }

    private static List<Diagnosis.Line> lastWords(Diagnosis diagnosis) {
        var lines = diagnosis.lastWords();
        return lines.subList(Math.max(lines.size() - MAX_LINES, 0), lines.size()).stream()
                .map(line -> new Diagnosis.Line(line.stream(), line.time(), Plain.line(line.text(), LINE)))
                .toList();
    }

    static List<String> footer(Diagnosis diagnosis) {
        var footer = new ArrayList<String>();
        var opened = diagnosis.openedAt();
        if (opened != null) {
            footer.add("since " + Wording.time(opened));
        }
        var sample = diagnosis.sample();
        if (sample != null) {
            footer.add("image " + Plain.line(sample.image(), 120));
        }
        var workload = diagnosis.workload();
        if (workload != null) {
            String id = Plain.line(workload.container(), 64);
            if (!id.isEmpty()) {
                footer.add("container %s %s"
                        .formatted(
                                Plain.line(workload.containerName(), NAME),
                                id.substring(0, Math.min(12, id.length()))));
            }
        }
        var incident = diagnosis.incident();
        if (incident != null) {
            footer.add("incident " + Plain.line(incident, 120));
        }
        return footer;
    }
}
