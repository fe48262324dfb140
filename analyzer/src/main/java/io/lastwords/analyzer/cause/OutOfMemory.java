package io.lastwords.analyzer.cause;

import io.lastwords.model.diagnosis.CauseName;
import io.lastwords.model.diagnosis.Symptom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The kernel killed it for want of memory, or its runtime gave up for want of memory. */
final class OutOfMemory implements Cause {
    private static final int KILLED = 137;
    private static final String KERNEL_LOG = "sudo dmesg -T | grep -i -E 'out of memory|oom-kill'   # on the host";
    static final Pattern RUNTIME = Pattern.compile(
            "java\\.lang\\.OutOfMemoryError: (?!unable to create)|JavaScript heap out of memory|^MemoryError\\b"
                    + "|fatal error: runtime: (?:cannot allocate memory|out of memory)|memory allocation of \\d+ bytes failed"
                    + "|std::bad_alloc|System\\.OutOfMemoryException|Allowed memory size of \\d+ bytes exhausted"
                    + "|Cannot allocate memory|NoMemoryError|insufficient memory for the Java Runtime Environment"
                    + "|Could not reserve enough space for \\S+ object heap");

    @Override
    public CauseName name() {
        return CauseName.OUT_OF_MEMORY;
    }

    @Override
    public String says() {
        return "It wanted more memory than it may have.";
    }

    @Override
    public String when() {
        return "an `oom` event or flag; 137 that nobody sent; or a runtime's own words (`OutOfMemoryError`, `JavaScript "
                + "heap out of memory`, `MemoryError`)";
    }

    @Override
    public Optional<Verdict> judge(Facts facts, Epilogue epilogue) {
        var last = facts.lastRun();
        if (last.isEmpty()) {
            return Optional.empty();
        }
        RunFacts run = last.get();
        if (run.oomEvent() || run.oomKilled()) {
            return Optional.of(run.exitCode() == KILLED ? killed(facts, run) : childKilled(facts, run));
        }
        if (run.exitCode() == KILLED) {
            if (run.signalled()) {
                return Optional.of(
                        new Verdict.RuledOut("somebody sent a signal before it ended with 137, and no oom event came"));
            }
            return Optional.of(run.witnessed() ? suspected(facts) : unwitnessed(facts));
        }
        var said = epilogue.findFatal(RUNTIME);
        if (said.isPresent()) {
            return Optional.of(runtime(facts, run, said.get()));
        }
        return facts.has(Symptom.SILENT) || run.signal() > 0
                ? Optional.of(
                        new Verdict.RuledOut("no oom event came, and the exit code is " + run.exitCode() + ", not 137"))
                : Optional.empty();
    }

    private static Verdict killed(Facts facts, RunFacts run) {
        var evidence = new ArrayList<String>();
        evidence.add(
                run.oomEvent()
                        ? "the engine reported that the kernel killed it for want of memory (oom event)"
                        : "the engine's OOMKilled flag is set");
        evidence.add("exit code 137 (SIGKILL) after " + run.durationMillis() + " ms");
        evidence.add(limit(facts));
        long others = facts.runs().stream()
                .filter(other -> other.oomEvent() || other.oomKilled())
                .count();
        if (others > 1) {
            evidence.add("so did " + others + " of the last " + facts.runs().size() + " runs");
        }
        return new Verdict.Likely(
                0.98,
                subject(facts) + " was killed by the kernel: it used more memory than it may have.",
                evidence,
                fix(facts));
    }

    private static Verdict childKilled(Facts facts, RunFacts run) {
        return new Verdict.Likely(
                run.exitCode() == 0 ? 0.5 : 0.75,
                "The kernel killed a process inside " + subject(facts)
                        + " for want of memory, and the main process then ended.",
                List.of(
                        "the engine reported a kill for want of memory",
                        "the exit code is " + run.exitCode() + ", not 137: a child was killed, not process 1",
                        limit(facts)),
                fix(facts));
    }

    private static Verdict unwitnessed(Facts facts) {
        return new Verdict.Likely(
                facts.settings().memoryLimit() > 0 ? 0.3 : 0.2,
                subject(facts) + " was killed (SIGKILL), perhaps for want of memory.",
                List.of(
                        "exit code 137, and who sent the kill is not known: its end was not seen as it happened",
                        "the engine's OOMKilled flag is not set",
                        limit(facts)),
                List.of(KERNEL_LOG));
    }

    private static Verdict suspected(Facts facts) {
        boolean limited = facts.settings().memoryLimit() > 0;
        long alike = facts.runs().stream()
                .filter(other ->
                        other.exitCode() == KILLED && other.witnessed() && !other.oomEvent() && !other.oomKilled())
                .count();
        boolean never = limited && alike > 1;
        return new Verdict.Likely(
                never ? 0.3 : limited ? 0.65 : 0.5,
                subject(facts) + " was killed (SIGKILL) and nobody did that through the engine: "
                        + (never ? "perhaps " : "probably ")
                        + (limited ? "its memory limit." : "the host ran out of memory."),
                List.of(
                        "exit code 137 with no signal through the engine before it",
                        never
                                ? "no oom event came in any of " + alike + " such ends"
                                : "no oom event came; about one in twenty such kills comes without one",
                        limit(facts)),
                limited ? fix(facts) : List.of(KERNEL_LOG, "docker stats --no-stream"));
    }

    private static Verdict runtime(Facts facts, RunFacts run, Epilogue.Said said) {
        return new Verdict.Likely(
                said.confidence(0.92),
                subject(facts) + " ended because its own runtime ran out of memory.",
                List.of("it wrote " + said.quote(), "exit code " + run.exitCode(), limit(facts)),
                runtimeFix(facts, said.line()));
    }

    private static List<String> runtimeFix(Facts facts, String line) {
        var deployment = new Deployment(facts.settings());
        long limit = facts.settings().memoryLimit();
        String option = line.contains("java.lang")
                ? "JAVA_TOOL_OPTIONS=-XX:MaxRAMPercentage=75"
                : line.contains("JavaScript")
                        ? "NODE_OPTIONS=--max-old-space-size=" + (limit > 0 ? mebibytes(limit * 3 / 4) : "4096")
                        : "";
        var fix = new ArrayList<String>();
        if (!option.isEmpty()) {
            fix.add(deployment.edit("under environment, set " + option, "-e " + option));
        }
        fix.addAll(fix(facts));
        return fix;
    }

    private static List<String> fix(Facts facts) {
        var deployment = new Deployment(facts.settings());
        long limit = facts.settings().memoryLimit();
        if (limit == 0) {
            return List.of("docker stats --no-stream " + facts.settings().name(), deployment.up());
        }
        String twice = mebibytes(2 * limit) + "m";
        return List.of(
                "docker update --memory " + twice + " --memory-swap " + twice + " "
                        + facts.settings().name() + "   # at once; twice the limit",
                deployment.edit("mem_limit: " + twice + " (or deploy.resources.limits.memory)", "--memory " + twice),
                "docker stats " + facts.settings().name() + "   # does it grow without end? then it leaks");
    }

    private static String limit(Facts facts) {
        long limit = facts.settings().memoryLimit();
        return limit > 0 ? "its memory limit is " + mebibytes(limit) + " MiB" : "it has no memory limit of its own";
    }

    private static long mebibytes(long bytes) {
        return Math.max(1, bytes >> 20);
    }

    private static String subject(Facts facts) {
        return new Deployment(facts.settings()).subject();
    }
}
