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
        return new Verdict.Likely(
                confidence,
                "Nothing that Lastwords knows explains this end.",
                evidence,
                List.of(
                        "docker inspect " + facts.settings().name(),
                        "docker logs " + facts.settings().name()));
    }
}
