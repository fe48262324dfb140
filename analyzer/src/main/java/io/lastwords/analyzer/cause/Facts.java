package io.lastwords.analyzer.cause;

import io.lastwords.model.diagnosis.Symptom;
import io.lastwords.model.examination.Examination;
import io.lastwords.model.journal.ContainerSettings;
import io.lastwords.model.journal.Origin;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one workload's trouble when a diagnosis is made.
 *
 * @param settings the latest container's
 * @param runs the ended runs of the incident, oldest first, at most {@value #MAX_RUNS}
 * @param failedStart the latest failed start, where that is what happened last
 * @param health the latest verdict of the health check
 * @param count runs that ended and starts that failed since the incident began
 * @param examined what was read from the container and its image after such an end; null where it was not, or not yet
 * @param before what the workload ran before
 * @param learned a line of the start of its healthy runs that these have not; null where none is known to be missing
 */
public record Facts(
        Origin origin,
        ContainerSettings settings,
        Set<Symptom> symptoms,
        List<RunFacts> runs,
        @Nullable FailedStart failedStart,
        @Nullable Health health,
        int count,
        @Nullable Examination examined,
        Before before,
        @Nullable LearnedMarker learned) {
    public static final int MAX_RUNS = 8;

    public Facts {
        symptoms = Set.copyOf(symptoms);
        runs = List.copyOf(runs);
    }

    /** A start that the engine refused. */
    public record FailedStart(int exitCode, String error) {}

    /** What the health check said last. */
    public record Health(String status, int failingStreak, String output) {}

    /** What was read from the container that failed. */
    public Optional<Examination> examination() {
        return Optional.ofNullable(examined);
    }

    /** Whether nothing ever ran or failed to start, so that the examination is all there is: an image under the lens. */
    boolean unrun() {
        return examined != null && runs.isEmpty() && failedStart == null && health == null;
    }

    public boolean has(Symptom symptom) {
        return symptoms.contains(symptom);
    }

    /** The last run that ended, its log perhaps still being read. Empty where it failed to start. */
    public Optional<RunFacts> lastRun() {
        return failedStart != null || runs.isEmpty() ? Optional.empty() : Optional.of(runs.getLast());
    }

    /** The last run whose output is known as far as it ever will be: what to read lines from. */
    public Optional<RunFacts> lastRead() {
        return failedStart != null ? Optional.empty() : lastRead(runs).or(this::lastRun);
    }

    /**
     * The last of them whose output is known as far as it ever will be. One silent run after two that spoke and ended
     * alike is passed over, as the engine may have lost its output: 26.1 loses all that a run of some milliseconds wrote in 1
     * of 750 runs, at a load of 8 in 14 of 1,250 (as in hashicorp/nomad#6931), and two in a row hardly ever.
     *
     * @param runs oldest first
     */
    public static Optional<RunFacts> lastRead(List<RunFacts> runs) {
        var read =
                runs.stream().filter(run -> run.log() != RunFacts.Log.READING).toList();
        if (read.isEmpty()) {
            return Optional.empty();
        }
        var last = read.getLast();
        if (last.silent() && read.size() > 2) {
            var before = read.subList(read.size() - 3, read.size() - 1);
            if (before.stream().allMatch(run -> run.exitCode() == last.exitCode() && run.spoke())) {
                return Optional.of(before.getLast());
            }
        }
        return Optional.of(last);
    }

    /** The command as a person would type it. */
    public String commandLine() {
        return (settings.path() + " " + String.join(" ", settings.args())).strip();
    }
}
