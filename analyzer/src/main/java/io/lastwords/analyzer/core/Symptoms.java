package io.lastwords.analyzer.core;

import io.lastwords.analyzer.cause.Facts;
import io.lastwords.analyzer.cause.RunFacts;
import io.lastwords.model.diagnosis.Symptom;
import io.lastwords.model.journal.ContainerSettings;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can be seen over the runs. What a log would have to show is said only where all of the log is known. */
final class Symptoms {
    private static final int SHORT_MILLIS = 1000;
    private static final int PAGE = 4096;
    private static final int BUFFER = 8192;

    /** How far below a whole number of 8 KiB buffers Rust's and Python's cut may lie (measured: 8 and 18 bytes). */
    private static final int SLACK = 32;

    private Symptoms() {}

    static Set<Symptom> of(
            List<RunFacts> runs,
            ContainerSettings settings,
            Facts.@Nullable FailedStart failed,
            Facts.@Nullable Health health,
            boolean loop,
            boolean gaveUp) {
        Set<Symptom> symptoms = EnumSet.noneOf(Symptom.class);
        if (loop) {
            symptoms.add(Symptom.RESTART_LOOP);
        }
        if (gaveUp) {
            symptoms.add(Symptom.GAVE_UP);
        }
        if (health != null && health.status().equals(Core.UNHEALTHY)) {
            symptoms.add(Symptom.UNHEALTHY);
        }
        if (failed != null) {
            symptoms.add(Symptom.START_FAILED);
            return symptoms;
        }
        if (!runs.isEmpty()) {
            end(symptoms, runs.getLast());
            Facts.lastRead(runs)
                    .filter(run -> run.log() == RunFacts.Log.COMPLETE)
                    .ifPresent(run -> output(symptoms, run, settings));
        }
        return symptoms;
    }

    private static void end(Set<Symptom> symptoms, RunFacts last) {
        symptoms.add(last.exitCode() == 0 ? Symptom.EXIT_ZERO : Symptom.EXIT_NONZERO);
        if (last.signal() != 0) {
            symptoms.add(Symptom.KILLED_BY_SIGNAL);
        }
        if (last.durationMillis() < SHORT_MILLIS) {
            symptoms.add(Symptom.SHORT_RUN);
        }
    }

    private static void output(Set<Symptom> symptoms, RunFacts run, ContainerSettings settings) {
        if (run.silent()) {
            symptoms.add(Symptom.SILENT);
        }
        if (settings.marker() != null && !run.markerSeen()) {
            symptoms.add(Symptom.MARKER_MISSING);
        }
        if (!settings.tty() && !run.replaced() && cut(run)) {
            symptoms.add(Symptom.OUTPUT_CUT);
        }
    }

    /** A whole number of pages without a last newline (C), or just below a whole number of 8 KiB buffers (Rust). */
    private static boolean cut(RunFacts run) {
        long bytes = run.stdoutBytes();
        if (bytes < PAGE || !run.stdoutUnterminated()) {
            return false;
        }
        long below = (BUFFER - bytes % BUFFER) % BUFFER;
        return bytes % PAGE == 0 || below <= SLACK;
    }
}
