package io.lastwords.analyzer.cause;

import io.lastwords.model.diagnosis.CauseName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The processor does not know an instruction of the program. */
final class IllegalInstruction implements Cause {
    private static final int SIGILL = 4;
    private static final Pattern TEXT = Pattern.compile(
            "CPU does not support x86-64-v\\d|CPU ISA level is lower than required|Illegal instruction|SIGILL");

    @Override
    public CauseName name() {
        return CauseName.ILLEGAL_INSTRUCTION;
    }

    @Override
    public String says() {
        return "The host's processor does not know an instruction that the program was built with.";
    }

    @Override
    public String when() {
        return "exit code 132, or glibc's words about x86-64-v2 and v3; surer where the file notes such a need";
    }

    @Override
    public Optional<Verdict> judge(Facts facts, Epilogue epilogue) {
        var last = facts.lastRun();
        if (last.isEmpty() || last.get().exitCode() == 0) {
            return Optional.empty();
        }
        RunFacts run = last.get();
        var said = epilogue.find(TEXT);
        if (run.signal() != SIGILL && (said.isEmpty() || run.signal() != 0)) {
            return Optional.empty();
        }
        var evidence = new ArrayList<String>();
        evidence.add(run.signal() == SIGILL ? "exit code 132 (128 + 4, SIGILL)" : "exit code " + run.exitCode());
        said.ifPresent(found -> evidence.add("it wrote " + found.quote()));
        evidence.add("the engine's architecture is " + facts.settings().architecture());
        var needed = Program.chain(facts).stream()
                .flatMap(program -> program.elf().stream())
                .flatMap(elf -> elf.isaNeeded().stream())
                .distinct()
                .toList();
        if (!needed.isEmpty()) {
            evidence.add("the file itself notes that it needs " + String.join(", ", needed));
        }
        var deployment = new Deployment(facts.settings());
        return Optional.of(new Verdict.Likely(
                run.signal() == SIGILL
                        ? (needed.isEmpty() ? 0.8 : 0.9)
                        : said.orElseThrow().confidence(0.9),
                deployment.subject()
                        + " met an instruction that this host's processor does not know (or a trap that was "
                        + "built in).",
                evidence,
                List.of(
                        "grep -m1 -o -w -E 'avx2|sse4_2|avx512f' /proc/cpuinfo   # on the host: what it knows",
                        "build for the plain processor (-march=x86-64, no -C target-cpu=native) or take an image for "
                                + "older processors",
                        deployment.rebuild())));
    }
}
