package io.lastwords.analyzer.cause;

import io.lastwords.model.diagnosis.CauseName;
import io.lastwords.model.diagnosis.Symptom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** It touched memory that it may not touch. */
final class SegmentationFault implements Cause {
    private static final int SIGSEGV = 11;
    private static final int SIGABRT = 6;

    /** The innermost frame, after {@code # Problematic frame:}: of native code, of the JVM itself, or of Java. */
    private static final Pattern JVM_FRAME = Pattern.compile("^# ([CVJvjA]  \\S.*)");

    /** The JVM's report. */
    static final Pattern JVM = Pattern.compile("^# +SIGSEGV \\(0xb\\) at pc=");

    private static final Pattern TEXT =
            Pattern.compile("Segmentation fault|SIGSEGV|segmentation violation", Pattern.CASE_INSENSITIVE);

    /** What runtimes say that then abort themselves. */
    private static final Pattern ABORTS = Pattern.compile(
            "panicked at |^Unhandled exception\\b|^terminate called|^(?:panic|fatal error): |^Fatal Python error");

    @Override
    public CauseName name() {
        return CauseName.SEGMENTATION_FAULT;
    }

    @Override
    public String says() {
        return "It crashed on a memory access (SIGSEGV).";
    }

    @Override
    public String when() {
        return "exit code 139, or the JVM's own report of it; as process 1 an abort looks the same, so `aborted` stays an "
                + "alternative there; a file "
                + "that was cut short leads it";
    }

    @Override
    public boolean general() {
        return true;
    }

    @Override
    public Optional<Verdict> judge(Facts facts, Epilogue epilogue) {
        var last = facts.lastRun();
        if (last.isEmpty()) {
            return Optional.empty();
        }
        RunFacts run = last.get();
        if (run.signal() == SIGSEGV) {
            return Optional.of(opinion(facts, run, epilogue));
        }
        var jvm = epilogue.findFatal(JVM);
        if (jvm.isPresent() && (run.exitCode() == 1 || run.signal() == SIGABRT)) {
            return Optional.of(inJvm(facts, run, epilogue, jvm.get()));
        }
        return (run.exitCode() == 0 && facts.has(Symptom.EXIT_ZERO)) || Ends.quietly(facts)
                ? Optional.of(new Verdict.RuledOut(
                        "the exit code is " + run.exitCode() + "; a segmentation fault ends with 139"))
                : Optional.empty();
    }

    /** The JVM catches the signal, writes its report and ends itself: by abort(), or with 1 where it may leave no core. */
    private static Verdict inJvm(Facts facts, RunFacts run, Epilogue epilogue, Epilogue.Said said) {
        var deployment = new Deployment(facts.settings());
        var evidence = new ArrayList<String>();
        evidence.add("the JVM wrote " + said.quote());
        epilogue.findFatal(JVM_FRAME)
                .ifPresent(frame ->
                        evidence.add("it happened in " + Quote.of(frame.match().group(1))));
        evidence.add("exit code " + run.exitCode()
                + (run.signal() == SIGABRT
                        ? ", since the JVM then aborts itself"
                        : ", since the JVM then ends itself"));
        return new Verdict.Likely(
                epilogue.exitCode() == run.exitCode() ? 0.9 : 0.6, // else they are another run's words
                deployment.subject() + " crashed with a segmentation fault inside the JVM.",
                evidence,
                List.of(
                        deployment.edit(
                                "under environment, add -XX:ErrorFile=/dev/stderr to JAVA_TOOL_OPTIONS: the whole report in the log",
                                "-e JAVA_TOOL_OPTIONS=-XX:ErrorFile=/dev/stderr   # the whole report in the log"),
                        "a frame with [lib....so] names the native library: take its newest version, or one that fits this JVM"));
    }

    private static Verdict opinion(Facts facts, RunFacts run, Epilogue epilogue) {
        boolean told = epilogue.has(TEXT);
        boolean aborted = epilogue.has(Aborted.TEXT);
        boolean alone = !facts.settings().init() && !told;
        var evidence = new ArrayList<String>();
        evidence.add("exit code 139 (128 + 11, SIGSEGV) after " + run.durationMillis() + " ms");
        if (told) {
            evidence.add("its output says so too");
        }
        if (alone) {
            evidence.add("as process 1 a program that calls abort() ends with 139 too");
        }
        if (run.silent()) {
            evidence.add("it wrote nothing");
        }
        Program.own(facts)
                .flatMap(Program::elf)
                .filter(elf -> !elf.segmentsCut())
                .ifPresent(elf -> evidence.add("its file is whole: the last segment ends at "
                        + Figures.bytes(elf.segmentsEnd()) + " of " + Figures.bytes(elf.fileSize())));
        var deployment = new Deployment(facts.settings());
        return new Verdict.Likely(
                aborted ? 0.12 : !alone ? 0.9 : epilogue.has(ABORTS) ? 0.3 : 0.72,
                deployment.subject() + " crashed with a segmentation fault.",
                evidence,
                List.of(
                        "docker run --rm --init " + deployment.sameCommand(false)
                                + "   # 134 then would mean abort(), 139 a real segmentation fault",
                        "docker run --rm --ulimit core=-1 -v \"$PWD\":/cores -w /cores " + deployment.sameCommand(true)
                                + "   # leaves a core file for gdb",
                        "rebuild the image from a current base, without cache"));
    }
}
