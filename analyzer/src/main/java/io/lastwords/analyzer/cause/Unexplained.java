package io.lastwords.analyzer.cause;

import java.util.ArrayList;
import java.util.List;

/** What is said where nothing fits: all that is known, and no guess. */
final class Unexplained {
    private Unexplained() {}

    static Verdict.Likely of(Facts facts, double confidence) {
        var evidence = new ArrayList<String>();
        var failed = facts.failedStart();
        if (failed != null) {
            evidence.add("the engine could not start it (exit code " + failed.exitCode() + "): " + failed.error());
        }
        facts.lastRun().ifPresent(run -> {
            evidence.add(
                    "the last run ended with exit code " + run.exitCode() + " after " + run.durationMillis() + " ms");
        });
        facts.lastRead().ifPresent(run -> {
            evidence.add("it wrote " + run.stdoutBytes() + " bytes to stdout and " + run.stderrBytes() + " to stderr");
        });
        evidence.add("it runs: " + facts.commandLine());
        Program.own(facts).ifPresent(own -> evidence.add("its program is " + own.words()));
        String name = facts.settings().name();
        return new Verdict.Likely(
                confidence,
                failed != null
                        ? "The engine could not start it; its own words are all that is known."
                        : "Nothing that Lastwords knows explains this end.",
                evidence,
                failed != null
                        ? List.of("docker inspect -f '{{.State.Error}}' " + name, "docker start " + name)
                        : List.of("docker inspect " + name, "docker logs --tail 50 " + name));
    }
}
