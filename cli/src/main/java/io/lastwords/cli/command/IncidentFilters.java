package io.lastwords.cli.command;

import io.lastwords.cli.replay.Glob;
import io.lastwords.cli.settings.InvalidSettingsException;
import io.lastwords.cli.settings.Problem;
import io.lastwords.model.diagnosis.Diagnosis;
import java.time.Clock;
import java.util.ArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which incidents are meant; all that is given must fit. */
final class IncidentFilters {
    @Option(
            names = "--workload",
            paramLabel = "GLOB",
            description = "Only these, like 'host1/shop/*', or without the host: 'shop/*'.")
    private @Nullable String workload;

    @Option(names = "--host", paramLabel = "GLOB", description = "Only those on these hosts.")
    private @Nullable String host;

    @Option(
            names = "--cause",
            paramLabel = "CAUSE",
            completionCandidates = CauseNames.class,
            description = "Only those of this cause.")
    private @Nullable String cause;

    @Option(names = "--open", description = "Only those that are not over.")
    private boolean open;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Only what is open, or was at this time or later: 2h (ago), 2026-11-21T03:00.")
    private @Nullable String since;

    boolean given() {
        return workload != null || host != null || cause != null || open || since != null;
    }

    /** The filter; all that is wrong with it at once. */
    Predicate<Diagnosis> filter(Clock clock) throws InvalidSettingsException {
        var problems = new ArrayList<Problem>();
        CauseNames.check("--cause", cause, problems);
        var from = Times.parse("--since", since, clock, problems);
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(problems);
        }
        var all = new ArrayList<Predicate<Diagnosis>>();
        if (workload != null) {
            var glob = new Glob(workload);
            all.add(incident -> named(incident, glob));
        }
        if (host != null) {
            var glob = new Glob(host);
            all.add(incident -> incident.hosts().stream().anyMatch(glob::matches));
        }
        if (cause != null) {
            all.add(incident -> incident.causes().getFirst().cause().equals(cause));
        }
        if (open) {
            all.add(incident -> incident.status() == Diagnosis.Status.OPEN);
        }
        if (from != null) {
            all.add(incident -> {
                var resolved = incident.resolvedAt();
                return resolved == null || !resolved.isBefore(from);
            });
        }
        return incident -> all.stream().allMatch(one -> one.test(incident));
    }

    private static boolean named(Diagnosis incident, Glob glob) {
        var workload = incident.workload();
        return workload != null
                && (glob.matches(workload.id())
                        || glob.matches(workload.id()
                                .substring(Math.min(
                                        workload.host().length() + 1,
                                        workload.id().length()))));
    }
}
