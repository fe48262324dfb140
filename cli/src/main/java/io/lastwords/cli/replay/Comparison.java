package io.lastwords.cli.replay;

import io.lastwords.cli.recording.Header;
import io.lastwords.cli.recording.Header.Said;
import io.lastwords.cli.recording.Recording;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.diagnosis.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What today's causes say of the past, against what was said then. */
public record Comparison(List<Change> changes, int healthy) {
    public Comparison {
        changes = List.copyOf(changes);
    }

    /**
     * Over recordings, by what their headers say.
     *
     * @param now what is diagnosed now, by recording
     */
    public static Comparison of(Map<Recording, Answers> now) {
        var changes = new ArrayList<Change>();
        int healthy = 0;
        for (var entry : now.entrySet()) {
            var header = entry.getKey().header();
            var then = header.recorded().stream().collect(Collectors.toMap(Said::incident, Function.identity()));
            var said = entry.getValue().said().stream().collect(Collectors.toMap(Said::incident, Function.identity()));
            var incidents = new TreeSet<>(then.keySet());
            incidents.addAll(said.keySet());
            for (var incident : incidents) {
                changes.add(new Change(
                        entry.getKey().name(),
                        then.get(incident),
                        said.get(incident),
                        expected(header, incident),
                        incident.equals(header.incident()) ? header.verdict() : null));
            }
            if (said.isEmpty() && Header.HEALTHY.equals(header.expected())) {
                healthy++;
            }
        }
        return new Comparison(changes, healthy);
    }

    private static @Nullable String expected(Header header, String incident) {
        return header.incident() == null || header.incident().equals(incident) ? header.expected() : null;
    }

    /**
     * Over a range of the topics.
     *
     * @param now the replay's revisions
     * @param then all revisions that the topics have
     * @param meant whether a revision of those is one of the range
     */
    public static Comparison of(
            Collection<Diagnosis> now,
            Collection<Diagnosis> then,
            Predicate<Diagnosis> meant,
            Map<String, Verdict> verdicts) {
        var said = Answers.of(now).byIncident();
        var last = Answers.of(then).byIncident();
        var inRange = Answers.of(then.stream().filter(meant).toList()).byIncident();
        var incidents = new TreeSet<>(said.keySet());
        incidents.addAll(inRange.keySet());
        var changes = new ArrayList<Change>();
        for (var incident : incidents) {
            var answer = said.get(incident);
            var before = answer == null ? inRange.get(incident) : same(then, answer, last.get(incident));
            var verdict = verdicts.get(incident);
            changes.add(new Change(
                    where(answer == null ? before : answer),
                    before == null ? null : Said.of(before),
                    answer == null ? null : Said.of(answer),
                    verdict == null ? null : verdict.really(),
                    verdict));
        }
        return new Comparison(changes, 0);
    }

    /** The same revision where the topics still have it: what came later may be beyond the range. */
    private static @Nullable Diagnosis same(Collection<Diagnosis> then, Diagnosis answer, @Nullable Diagnosis last) {
        return then.stream()
                .filter(one ->
                        String.valueOf(one.incident()).equals(answer.incident()) && one.revision() == answer.revision())
                .findFirst()
                .orElse(last);
    }

    private static String where(@Nullable Diagnosis diagnosis) {
        var workload = diagnosis == null ? null : diagnosis.workload();
        return workload == null ? "" : workload.id();
    }

    /** Whether somebody should look. */
    public boolean differs() {
        return changes.stream().anyMatch(Change::differs);
    }

    /**
     * An answer of which somebody knows whether it is right.
     *
     * @param cause what is said
     */
    record Judged(String cause, double confidence, boolean right) {}

    List<Judged> judged() {
        var judged = new ArrayList<Judged>();
        for (var change : changes) {
            var now = change.now();
            if (now != null && change.expected() != null) {
                judged.add(new Judged(now.cause(), now.confidence(), !change.wrong()));
            }
        }
        return judged;
    }

    /** What differs, and all in one line. */
    public List<String> lines() {
        var lines = new ArrayList<>(
                changes.stream().filter(Change::differs).map(Change::line).toList());
        var judged = judged();
        long right = judged.stream().filter(Judged::right).count();
        lines.add(changes.size() + " incidents: " + count(Change.Kind.GAINED) + " gained, " + count(Change.Kind.LOST)
                + " lost, " + count(Change.Kind.CAUSE) + " with another cause, " + count(Change.Kind.CONFIDENCE)
                + " with another confidence; right " + right + " of " + judged.size() + " whose cause is known"
                + (healthy > 0 ? "; nothing said of " + healthy + " that are well" : ""));
        return lines;
    }

    private long count(Change.Kind kind) {
        return changes.stream().filter(change -> change.kind() == kind).count();
    }
}
