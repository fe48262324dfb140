package io.lastwords.analyzer.core;

import io.lastwords.analyzer.cause.Causes;
import io.lastwords.analyzer.cause.Facts;
import io.lastwords.analyzer.cause.RunFacts;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.diagnosis.RunReport;
import io.lastwords.model.diagnosis.Symptom;
import io.lastwords.model.journal.ContainerSettings;
import io.lastwords.model.journal.Origin;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes what the state holds as the topics' values. */
final class Reports {
    private static final int MAX_LABELS = 30;
    private static final int MAX_LABEL = 300;

    private Reports() {}

    /** The incident's name: the same wherever the same first unintended end is seen, live or replayed. */
    static String incidentId(String workload, Instant firstEnd) {
        return Ids.of(workload, firstEnd);
    }

    /** What is said of the causes, in brief: two that differ argue differently. */
    static String argument(Diagnosis diagnosis) {
        return Ids.of(diagnosis.causes(), diagnosis.ruledOut());
    }

    static RunReport run(WorkloadState state, RunState run) {
        ContainerSettings settings = state.settings;
        boolean marked = settings != null && settings.marker() != null;
        return new RunReport(
                Diagnosis.SCHEMA,
                run.origin,
                settings == null ? "" : settings.image(),
                settings == null ? "" : settings.imageId(),
                run.start,
                run.endTime(),
                run.exitCode,
                run.oomKilled,
                run.intended,
                run.duration().toMillis(),
                run.stdoutBytes,
                run.stderrBytes,
                marked ? run.markerSeen : null,
                run.log == RunFacts.Log.COMPLETE,
                run.first,
                run.last);
    }

    static Diagnosis diagnosis(
            WorkloadState state,
            WorkloadState.IncidentState incident,
            Facts facts,
            Causes.Answer answer,
            Diagnosis.Status status,
            Diagnosis.@Nullable Resolution resolution) {
        boolean resolved = status == Diagnosis.Status.RESOLVED;
        return new Diagnosis(
                Diagnosis.SCHEMA,
                Diagnosis.Scope.WORKLOAD,
                incident.id,
                incident.revision,
                status,
                resolution,
                severity(facts, state),
                workload(facts.origin(), facts.settings()),
                facts.symptoms().stream().sorted().map(Symptom::label).toList(),
                answer.causes(),
                answer.ruledOut(),
                new Diagnosis.Runs(
                        state.streak.count,
                        state.streak.exitCodes,
                        state.streak.firstStart,
                        state.streak.lastEnd,
                        medianMillis(
                                state.runs.stream().filter(run -> run.counted).toList())),
                facts.lastRead().map(RunFacts::lastLines).orElse(List.of()),
                facts.lastRun().map(run -> run.log() == RunFacts.Log.COMPLETE).orElse(true),
                incident.openedAt,
                state.now,
                resolved ? state.now : null,
                null);
    }

    /** Down is critical: it loops, it gave up, it never started, or it is dead and nothing will start it. */
    private static Diagnosis.Severity severity(Facts facts, WorkloadState state) {
        boolean dead = state.current() == null
                && !facts.settings().restartPolicy().present()
                && !facts.runs().isEmpty();
        boolean down = facts.has(Symptom.RESTART_LOOP)
                || facts.has(Symptom.GAVE_UP)
                || facts.has(Symptom.START_FAILED)
                || dead;
        return down ? Diagnosis.Severity.CRITICAL : Diagnosis.Severity.WARNING;
    }

    static Diagnosis.Workload workload(Origin origin, ContainerSettings settings) {
        return new Diagnosis.Workload(
                origin.workload(),
                origin.host(),
                origin.container(),
                settings.name().isEmpty() ? settings.image() : settings.name(),
                settings.image(),
                settings.imageId(),
                settings.labels().get("com.docker.compose.project"),
                settings.labels().get("com.docker.compose.service"),
                labels(settings));
    }

    private static Map<String, String> labels(ContainerSettings settings) {
        return settings.labels().entrySet().stream()
                .filter(label -> !label.getKey().startsWith("com.docker.compose."))
                .filter(label -> label.getKey().length() + label.getValue().length() <= MAX_LABEL)
                .sorted(Map.Entry.comparingByKey())
                .limit(MAX_LABELS)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** What makes two revisions differ: all that a reader acts on, and not the counting. */
    static String signature(Diagnosis diagnosis) {
        return diagnosis.status()
                + "|" + diagnosis.severity()
                + "|" + diagnosis.symptoms()
                + "|"
                + diagnosis.causes().stream()
                        .map(cause -> cause.cause() + " " + cause.confidence())
                        .collect(Collectors.joining(","));
    }

    static long medianMillis(List<RunState> runs) {
        if (runs.isEmpty()) {
            return 0;
        }
        List<Long> sorted =
                runs.stream().map(run -> run.duration().toMillis()).sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
