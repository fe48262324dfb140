package io.lastwords.analyzer.cause;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is said where nothing fits: all that is known, and no guess. */
final class Unexplained {
    private static final Map<Integer, String> SIGNALS = Map.of(
            1, "SIGHUP, its terminal or session went away",
            2, "SIGINT, as from Ctrl-C",
            4, "SIGILL, an instruction that the processor does not know",
            5, "SIGTRAP, a breakpoint or a trap that was built in",
            7, "SIGBUS, memory that is mapped and not there, often a full /dev/shm or a file cut short",
            8, "SIGFPE, an arithmetic error such as an integer division by zero",
            13, "SIGPIPE, nobody read what it wrote",
            15, "SIGTERM, which asks a process to end",
            25, "SIGXFSZ, a file larger than its limit",
            31, "SIGSYS, a system call that seccomp forbids");

    private Unexplained() {}

    private static Optional<String> signal(RunFacts run) {
        return Optional.ofNullable(SIGNALS.get(run.signal()))
                .map(words -> run.exitCode() + " is 128 + " + run.signal() + ": " + words);
    }

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
        facts.lastRun().flatMap(Unexplained::signal).ifPresent(evidence::add);
        ScriptEnd.of(facts)
                .ifPresent(end ->
                        evidence.add("the script " + end.path() + " ended it by itself: " + Quote.of(end.exit())));
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
