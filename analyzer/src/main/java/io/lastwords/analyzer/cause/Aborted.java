package io.lastwords.analyzer.cause;

import io.lastwords.model.diagnosis.CauseName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** It ended itself by abort(): a failed assertion, a broken heap, an exception that nobody catches. */
final class Aborted implements Cause {
    static final Pattern TEXT = Pattern.compile(
            "\\bAborted\\b|\\bSIGABRT\\b|core dumped\\)?: abort|Assertion [`'].*failed|free\\(\\): |malloc\\(\\): "
                    + "|munmap_chunk\\(\\): |double free or corruption|corrupted (?:size|double-linked|unsorted)"
                    + "|^Process terminated\\.|\\*\\*\\* (?:stack smashing|buffer overflow) detected \\*\\*\\*|terminate called (?:after|without)"
                    + "|libc\\+\\+abi: terminating|fatal runtime error: |panic in a function that cannot unwind"
                    + "|thread caused non-unwinding panic");
    /** A runtime's own words of an error that nobody caught, which it follows by an abort. */
    private static final Pattern ERROR = Pattern.compile("^Unhandled exception\\. ");

    private static final int SIGABRT = 6;
    private static final int SIGSEGV = 11;

    @Override
    public CauseName name() {
        return CauseName.ABORTED;
    }

    @Override
    public String says() {
        return "It ended itself by abort(): an assertion, a broken heap, a C++ exception that nobody caught.";
    }

    @Override
    public String when() {
        return "exit code 134; or 139 with an abort's words (`Assertion`, `free(): invalid pointer`, `terminate called`); "
                + "weakly at 139 as process 1 without words";
    }

    @Override
    public Optional<Verdict> judge(Facts facts, Epilogue epilogue) {
        var last = facts.lastRun();
        if (last.isEmpty()) {
            return Optional.empty();
        }
        RunFacts run = last.get();
        if (run.signal() != SIGABRT && run.signal() != SIGSEGV) {
            return Optional.empty();
        }
        var said = epilogue.findFatal(TEXT);
        double confidence = run.signal() == SIGABRT ? 0.88 : said.isPresent() ? 0.85 : 0.25;
        if (epilogue.findFatal(OutOfMemory.RUNTIME).isPresent()
                || epilogue.findFatal(ERROR).isPresent()
                || epilogue.findFatal(SegmentationFault.JVM).isPresent()) {
            confidence *= 0.3; // the runtime told why, and abort() is only how it ends
        }
        if (run.signal() == SIGSEGV && said.isEmpty() && facts.settings().init()) {
            return Optional.empty();
        }
        var deployment = new Deployment(facts.settings());
        var evidence = new ArrayList<String>();
        evidence.add("exit code " + run.exitCode()
                + (run.signal() == SIGABRT
                        ? " (128 + 6, SIGABRT)"
                        : ", which is also what abort() as process 1 ends with"));
        said.ifPresent(found -> evidence.add("it wrote " + found.quote()));
        return Optional.of(new Verdict.Likely(
                confidence,
                deployment.subject() + " ended itself by abort()"
                        + said.map(found -> ": " + Quote.bare(found.line()).replaceFirst("\\.$", "") + ".")
                                .orElse("."),
                evidence,
                List.of(
                        deployment.logs(),
                        deployment.edit(
                                "init: true, so that an abort shows as 134", "--init, so that an abort shows as 134"),
                        "docker run --rm --init --ulimit core=-1 " + deployment.sameCommand(false))));
    }
}
