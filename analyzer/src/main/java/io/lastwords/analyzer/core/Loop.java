package io.lastwords.analyzer.core;

import io.lastwords.model.journal.ContainerSettings;
import io.lastwords.model.journal.ContainerState;
import java.time.Duration;
import java.util.List;

/** When ends in a row are a restart loop. */
final class Loop {
    private static final int BY_POLICY = 3;
    private static final int BY_ANYBODY = 5;
    private static final Duration WITHIN = Duration.ofHours(1);
    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    private Loop() {}

    /** Whether the engine has restarted it so often, and waits to do it again. */
    static boolean byCount(ContainerState seen) {
        return seen.status().equals("restarting") && seen.restartCount() >= BY_POLICY;
    }

    /**
     * Three ends in a row of one container within an hour, the first two restarted by the policy. It is known at the
     * third end, whether or not a restart follows.
     *
     * @param ends the runs since the last healthy one whose end nobody intended, oldest first
     */
    static boolean byPolicy(List<RunState> ends, ContainerSettings settings) {
        if (ends.size() < BY_POLICY) {
            return false;
        }
        List<RunState> row = ends.subList(ends.size() - BY_POLICY, ends.size());
        RunState first = row.getFirst();
        RunState last = row.getLast();
        return row.stream().allMatch(run -> run.origin.container().equals(first.origin.container()))
                && row.stream()
                        .limit(BY_POLICY - 1)
                        .allMatch(run -> settings.restartPolicy().restarts(run.exitCode))
                && Duration.between(first.endTime(), last.endTime()).compareTo(WITHIN) <= 0;
    }

    /**
     * The last five runs of the workload, where each ended unintended and was started again within 5 s, whoever did
     * it; empty where they were not so.
     *
     * @param all all known runs, oldest first
     */
    static List<RunState> byAnybody(List<RunState> all) {
        List<RunState> ended = all.stream().filter(RunState::ended).toList();
        if (ended.size() < BY_ANYBODY) {
            return List.of();
        }
        List<RunState> row = ended.subList(ended.size() - BY_ANYBODY, ended.size());
        boolean loop = row.stream().allMatch(run -> run.endLive && !run.intended && startedAgainAtOnce(run, all));
        return loop ? row : List.of();
    }

    private static boolean startedAgainAtOnce(RunState run, List<RunState> all) {
        int next = all.indexOf(run) + 1;
        return next > 0
                && next < all.size()
                && !all.get(next).start.isBefore(run.endTime())
                && Duration.between(run.endTime(), all.get(next).start).compareTo(AT_ONCE) <= 0;
    }
}
