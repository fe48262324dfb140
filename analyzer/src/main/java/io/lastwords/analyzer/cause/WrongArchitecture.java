package io.lastwords.analyzer.cause;

import io.lastwords.model.diagnosis.CauseName;
import io.lastwords.model.examination.ElfFacts;
import io.lastwords.model.examination.FileCopy;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

/** The program was built for another processor than the host's. */
final class WrongArchitecture implements Cause {
    private static final Map<String, String> PLATFORMS = Map.of(
            "x86_64", "linux/amd64",
            "aarch64", "linux/arm64",
            "armv7l", "linux/arm/v7",
            "i386", "linux/386",
            "i686", "linux/386",
            "ppc64le", "linux/ppc64le",
            "s390x", "linux/s390x",
            "riscv64", "linux/riscv64");

    @Override
    public CauseName name() {
        return CauseName.WRONG_ARCHITECTURE;
    }

    @Override
    public String says() {
        return "The program was built for another processor than the host's.";
    }

    @Override
    public String when() {
        return "the file's own header names another machine than the host, and it cannot be run (`exec format error`); "
                + "the image's metadata is not asked, since it may be wrong";
    }

    @Override
    public Optional<Verdict> judge(Facts facts, Epilogue epilogue) {
        var exam = facts.examination();
        if (exam.isEmpty() || exam.get().hostArchitecture().isEmpty()) {
            return Optional.empty();
        }
        String host = exam.get().hostArchitecture();
        boolean format = Ends.says(facts, epilogue, Ends.FORMAT);
        for (Program program : Program.chain(facts)) {
            var elf = program.elf();
            if (elf.isPresent() && program.executed() && !runs(elf.get().machine(), host)) {
                double confidence = format ? 0.97 : facts.unrun() ? 0.85 : fits(facts) ? 0.8 : 0;
                if (confidence > 0) {
                    return Optional.of(opinion(facts, program, elf.get(), host, confidence));
                }
            }
        }
        return format || Ends.quietly(facts) ? ruledOut(facts, host) : Optional.empty();
    }

    /** Through a shell the kernel's words are lost: it tries to read the file as a script. */
    private static boolean fits(Facts facts) {
        return facts.failedStart() != null
                || facts.lastRun()
                        .filter(run -> run.exitCode() == 126
                                || run.exitCode() == 127
                                || run.exitCode() == 2
                                || run.exitCode() == 1
                                || run.exitCode() == 255)
                        .isPresent();
    }

    /** A 64-bit x86 kernel runs 32-bit programs too, and so do many ARM ones. */
    private static boolean runs(String machine, String host) {
        return machine.isEmpty()
                || machine.equals(host)
                || same(machine, host)
                || (host.equals("x86_64") && (machine.equals("i386") || machine.equals("i686")))
                || (host.equals("aarch64") && machine.startsWith("arm"));
    }

    private static boolean same(String machine, String host) {
        String one = PLATFORMS.get(machine);
        return one != null && one.equals(PLATFORMS.get(host));
    }

    private static Verdict opinion(Facts facts, Program program, ElfFacts elf, String host, double confidence) {
        var deployment = new Deployment(facts.settings());
        var evidence = new ArrayList<String>();
        evidence.add(
                program.path() + " is a program for " + elf.machine() + ", by its own header; the host is " + host);
        evidence.add(Ends.words(facts));
        facts.examination().map(exam -> exam.image()).ifPresent(image -> {
            if (!image.architecture().isEmpty()) {
                evidence.add("the image says of itself that it is for " + image.architecture());
            }
        });
        var fix = new ArrayList<String>();
        String platform = PLATFORMS.getOrDefault(host, "linux/" + host);
        fix.add("docker build --platform " + platform + " -t "
                + facts.settings().image() + " .");
        program.copy()
                .map(FileCopy::source)
                .filter(source -> source == FileCopy.Source.IMAGE)
                .ifPresent(source -> fix.add("or, where the Dockerfile copies or downloads " + program.path()
                        + ", take the file for " + host));
        fix.add(deployment.edit("platform: " + platform, "--platform " + platform) + "   # for an image of several");
        fix.add(deployment.up());
        return new Verdict.Likely(
                confidence,
                deployment.subject() + " cannot run " + program.path() + ": it was built for " + elf.machine()
                        + ", and the host is " + host + ".",
                evidence,
                fix);
    }

    private static Optional<Verdict> ruledOut(Facts facts, String host) {
        return Program.own(facts)
                .flatMap(program -> program.elf()
                        .filter(elf -> runs(elf.machine(), host))
                        .map(elf -> new Verdict.RuledOut(program.path() + " is a program for " + elf.machine()
                                + (elf.machine().equals(host)
                                        ? ", as the host"
                                        : ", which a host of " + host + " runs"))));
    }
}
