package io.lastwords.analyzer.cause;

import io.lastwords.model.diagnosis.CauseName;
import io.lastwords.model.diagnosis.Symptom;
import io.lastwords.model.examination.Examination;
import io.lastwords.model.examination.OutputRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * It wrote more than arrived: what was in its output buffer was lost at the end. A buffer leaves its size behind: C's is
 * 4,096 bytes, Rust's BufWriter and Python's 8,192.
 */
final class UnflushedOutput implements Cause {
    private static final int PAGE = 4_096;
    private static final int BUFFER = 8_192;
    private static final int SHORT_OF = 64;
    private static final int SHORT_OF_LINE = 128;
    private static final Pattern PYTHON =
            Pattern.compile("python[\\d.]*|pypy[\\d.]*|celery|gunicorn|uvicorn|flask|django-admin");

    @Override
    public CauseName name() {
        return CauseName.UNFLUSHED_OUTPUT;
    }

    @Override
    public String says() {
        return "Its last output stayed in a buffer and was lost when it ended.";
    }

    @Override
    public String when() {
        return "stdout is exactly a multiple of 4,096 bytes without a final newline (C), or a few bytes less than a "
                + "multiple of 8,192 (Rust's BufWriter, Python); or nothing came at all of a program that buffers and ends "
                + "abruptly; the runtime found strengthens or weakens it; never with a terminal, replaced bytes or missing lines";
    }

    @Override
    public Optional<Verdict> judge(Facts facts, Epilogue epilogue) {
        var last = facts.lastRead();
        if (last.isEmpty() || facts.settings().tty() || last.get().log() != RunFacts.Log.COMPLETE) {
            return Optional.empty();
        }
        RunFacts run = last.get();
        if (run.replaced()) {
            return Optional.empty();
        }
        Tell tell = tell(facts, run);
        if (tell == Tell.NONE) {
            var nothing = Swallowed.of(facts, run);
            return nothing.isPresent() ? nothing.map(lost -> swallowed(facts, run, lost)) : ruledOut(facts, run);
        }
        return Optional.of(opinion(facts, run, tell));
    }

    private enum Tell {
        PAGES(0.85),
        CUT_BUFFER(0.65),
        WHOLE_LINES(0.45),
        STDERR_ONLY(0.2),
        NONE(0);

        private final double base;

        Tell(double base) {
            this.base = base;
        }
    }

    private static Tell tell(Facts facts, RunFacts run) {
        long total = run.stdoutBytes();
        long lacking = (BUFFER - total % BUFFER) % BUFFER;
        if (total == 0) {
            return run.exitCode() == 0 && run.stderrBytes() > 0 && buffersByDefault(facts)
                    ? Tell.STDERR_ONLY
                    : Tell.NONE;
        }
        if (run.stdoutUnterminated()) {
            if (total % PAGE == 0) {
                return Tell.PAGES;
            }
            return lacking <= SHORT_OF ? Tell.CUT_BUFFER : Tell.NONE;
        }
        return lacking > 0 && lacking <= SHORT_OF_LINE && buffersByDefault(facts) ? Tell.WHOLE_LINES : Tell.NONE;
    }

    private static Verdict opinion(Facts facts, RunFacts run, Tell tell) {
        var evidence = new ArrayList<String>();
        evidence.add(
                switch (tell) {
                    case PAGES ->
                        "stdout ends without a newline after " + run.stdoutBytes() + " bytes, exactly "
                                + run.stdoutBytes() / PAGE + " times 4,096, the size of C's buffer";
                    case CUT_BUFFER, WHOLE_LINES ->
                        "stdout ends "
                                + (tell == Tell.CUT_BUFFER ? "mid-line" : "with a whole line") + " after "
                                + run.stdoutBytes() + " bytes, just below a multiple of 8,192, the size of a buffer";
                    case STDERR_ONLY -> "it wrote " + run.stderrBytes() + " bytes to stderr and none to stdout";
                    case NONE -> "";
                });
        double confidence = tell.base;
        long same = facts.runs().stream()
                .filter(other -> !other.equals(run) && tell != Tell.STDERR_ONLY && tell(facts, other) == tell)
                .count();
        if (same > 0) {
            evidence.add(
                    "the same in " + (same + 1) + " of the last " + facts.runs().size() + " runs");
            confidence += 0.05;
        }
        if (run.pages() > 1 && tell != Tell.STDERR_ONLY) {
            evidence.add("stdout came in " + run.pages() + " bursts of a buffer's size");
            confidence += tell == Tell.WHOLE_LINES ? 0.15 : 0.05;
        }
        confidence = byRuntime(facts, run, tell, confidence, evidence);
        if (run.exitCode() != 0) {
            evidence.add("exit code " + run.exitCode() + ": why it died was perhaps in what is lost");
            confidence *= run.signal() > 0 || !run.head().isEmpty() ? 0.45 : 0.7;
        }
        return likely(facts, evidence, Math.min(confidence, 0.95));
    }

    /** Surer where its runtime has such a buffer, hardly where it has none. */
    private static double byRuntime(Facts facts, RunFacts run, Tell tell, double confidence, List<String> evidence) {
        var found = runtime(facts);
        if (found.isEmpty() || found.get().kind() == OutputRuntime.Kind.OTHER) {
            return confidence;
        }
        OutputRuntime runtime = found.get();
        if (hides(facts, runtime)) {
            return confidence;
        }
        if (!MainNotReached.loses(runtime)) {
            String unbuffered = runtime.unbufferedBy();
            evidence.add("against it: "
                    + (unbuffered != null
                            ? unbuffered + " takes the buffer away"
                            : "its runtime (" + runtime.by() + ") writes at once or line by line"));
            return confidence * (runtime.kind() == OutputRuntime.Kind.RUST ? 0.6 : 0.4);
        }
        if (Swallowed.flushes(facts, run)) {
            evidence.add("against it: its code has nothing that ends Python without flushing");
            return confidence * 0.4;
        }
        boolean fits = switch (tell) {
            case PAGES -> runtime.kind() == OutputRuntime.Kind.STDIO;
            case CUT_BUFFER ->
                runtime.kind() == OutputRuntime.Kind.RUST_BUFWRITER || runtime.kind() == OutputRuntime.Kind.PYTHON;
            case WHOLE_LINES -> runtime.kind() == OutputRuntime.Kind.PYTHON;
            case STDERR_ONLY, NONE -> false; // whoever logs to stderr may have nothing else to print
        };
        if (!fits) {
            return confidence;
        }
        evidence.add("its runtime keeps such a buffer: " + runtime.by());
        return confidence + (1 - confidence) * 0.5;
    }

    /** Without symbols a BufWriter does not show. */
    private static boolean hides(Facts facts, OutputRuntime runtime) {
        return runtime.kind() == OutputRuntime.Kind.RUST
                && Program.own(facts)
                        .flatMap(Program::elf)
                        .filter(elf -> !Boolean.FALSE.equals(elf.stripped()))
                        .isPresent();
    }

    private static Verdict swallowed(Facts facts, RunFacts run, Swallowed lost) {
        var evidence = new ArrayList<>(lost.evidence());
        evidence.add(Ends.words(facts) + (run.exitCode() == 0 ? "" : ": why it died was perhaps in what is lost"));
        return likely(facts, evidence, lost.confidence());
    }

    private static Verdict likely(Facts facts, List<String> evidence, double confidence) {
        var deployment = new Deployment(facts.settings());
        return new Verdict.Likely(
                confidence,
                "The last output of " + deployment.subject()
                        + " was lost in its buffer: it ended without flushing stdout.",
                evidence,
                Flushing.of(
                        facts,
                        deployment,
                        runtime(facts).map(OutputRuntime::kind).orElse(kind(facts))));
    }

    private static OutputRuntime.Kind kind(Facts facts) {
        return python(facts) ? OutputRuntime.Kind.PYTHON : OutputRuntime.Kind.OTHER;
    }

    static Optional<OutputRuntime> runtime(Facts facts) {
        return facts.examination().map(Examination::runtime);
    }

    private static Optional<Verdict> ruledOut(Facts facts, RunFacts run) {
        boolean asked =
                facts.has(Symptom.EXIT_ZERO) && (facts.has(Symptom.MARKER_MISSING) || facts.has(Symptom.SHORT_RUN));
        if (!asked) {
            return Optional.empty();
        }
        var own = Program.own(facts);
        if (Ends.quietly(facts) && own.filter(StubSigns::empty).isPresent()) {
            return Optional.of(
                    new Verdict.RuledOut("its main function is empty: there is nothing that it could print"));
        }
        var unbuffered = runtime(facts)
                .filter(runtime -> runtime.kind() != OutputRuntime.Kind.OTHER
                        && !MainNotReached.loses(runtime)
                        && !hides(facts, runtime));
        if (Ends.quietly(facts) && unbuffered.isPresent()) {
            return Optional.of(new Verdict.RuledOut("its output goes out at once or line by line ("
                    + unbuffered.get().by()
                    + (unbuffered.get().unbufferedBy() == null
                            ? ""
                            : ", " + unbuffered.get().unbufferedBy()) + ")"));
        }
        return run.stdoutBytes() > 0 && !run.stdoutUnterminated()
                ? Optional.of(new Verdict.RuledOut(
                        "stdout ends with a newline after " + run.stdoutBytes() + " bytes, which is no buffer's size"))
                : Optional.empty();
    }

    private static boolean python(Facts facts) {
        return PYTHON.matcher(Invocation.of(facts.settings()).program()).matches();
    }

    /** Python without -u and PYTHONUNBUFFERED. */
    private static boolean buffersByDefault(Facts facts) {
        var runtime = runtime(facts);
        if (runtime.isPresent() && runtime.get().kind() == OutputRuntime.Kind.PYTHON) {
            return runtime.get().unbufferedBy() == null;
        }
        return python(facts)
                && !facts.settings().environment().contains("PYTHONUNBUFFERED")
                && Invocation.of(facts.settings()).args().stream()
                        .noneMatch(arg -> arg.matches("-[a-zA-Z]*u[a-zA-Z]*"));
    }
}
