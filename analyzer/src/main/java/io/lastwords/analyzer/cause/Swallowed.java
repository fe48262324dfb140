package io.lastwords.analyzer.cause;

import io.lastwords.model.examination.ElfFacts;
import io.lastwords.model.examination.MarkerSearch;
import io.lastwords.model.examination.OutputRuntime;
import io.lastwords.model.examination.ScriptFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Not a byte came of a program that buffers what it prints: all of it may have stayed in the first buffer. The output
 * alone cannot tell that from a program that prints nothing; its end and its bytes can.
 */
record Swallowed(double confidence, List<String> evidence) {
    Swallowed {
        evidence = List.copyOf(evidence);
    }

    /** The rest of what an examination tells of a program's ends are signals, and show as such, or leave a child. */
    private static final Set<String> FLUSHES_NOT = Set.of("_exit", "_Exit", "quick_exit");

    /** What a program of libc's buffer takes care of it with. */
    private static final Set<String> CARES = Set.of("fflush", "setvbuf", "setbuf", "setlinebuf");

    private static final Pattern PYTHON_ENDS =
            Pattern.compile("\\bos\\.(?:_exit|abort|kill|exec[lv]\\w*)\\b|\\b_exit\\(");

    private static final double CAREFUL = 0.6;

    static Optional<Swallowed> of(Facts facts, RunFacts run) {
        var found = UnflushedOutput.runtime(facts).filter(MainNotReached::loses);
        var program = Program.own(facts);
        if (found.isEmpty()
                || program.isEmpty()
                || StubSigns.empty(program.get())
                || !prints(found.get(), program.get())
                || run.signal() > 0
                || run.markerSeen()
                || !OwnWords.of(facts).mute()
                || ScriptEnd.of(facts).isPresent()) {
            return Optional.empty();
        }
        var evidence = new ArrayList<String>();
        evidence.add(
                run.stdoutBytes() + run.stderrBytes() == 0
                        ? "not one byte came of it"
                        : "all that came is from the script before "
                                + program.get().path() + "; of itself not one byte");
        evidence.add(
                "its runtime keeps what it prints in a buffer: " + found.get().by());
        var exits = program.get().elf().map(Swallowed::abrupt).filter(list -> !list.isEmpty());
        exits.ifPresent(
                list -> evidence.add("it uses " + String.join(", ", list) + ", which end a process without flushing"));
        var ends = python(found.get(), program.get()).filter(PYTHON_ENDS.asPredicate());
        ends.ifPresent(text ->
                evidence.add(program.get().path() + " uses os._exit or the like, which ends Python without flushing"));
        var marker = program.get().copy().flatMap(MainNotReached::present);
        marker.ifPresent(search -> evidence.add(printed(search)));
        double confidence =
                marker.isPresent() ? run.exitCode() != 0 ? 0.82 : 0.6 : plain(found.get(), run, exits.isPresent());
        if (marker.isPresent() && flushes(facts, run)) {
            confidence *= 0.4;
        }
        if (marker.isEmpty() && found.get().kind() == OutputRuntime.Kind.PYTHON) {
            boolean read = python(found.get(), program.get()).isPresent();
            confidence = ends.isPresent() ? confidence + 0.2 : read ? confidence * 0.6 : confidence * 0.9;
        }
        if (cares(program.get())) {
            evidence.add("against it: it flushes by itself (" + String.join(", ", caring(program.get())) + ")");
            confidence *= CAREFUL;
        }
        if (program.get().copy().flatMap(StubSigns::absentMarker).isPresent()) {
            confidence *= 0.5;
        }
        return confidence < 0.1 ? Optional.empty() : Optional.of(new Swallowed(confidence, evidence));
    }

    /** Whether the last run ended as a Python program does that was read and has nothing to end it otherwise: that flushes. */
    static boolean flushes(Facts facts, RunFacts run) {
        return run.exitCode() == 0
                && UnflushedOutput.runtime(facts)
                        .flatMap(runtime -> Program.own(facts).flatMap(program -> python(runtime, program)))
                        .filter(PYTHON_ENDS.asPredicate().negate())
                        .isPresent();
    }

    /** The text of a Python program, where it was read; an ordinary end of Python flushes. */
    private static Optional<String> python(OutputRuntime runtime, Program program) {
        return runtime.kind() == OutputRuntime.Kind.PYTHON
                ? program.script().map(ScriptFacts::text).filter(text -> !text.isEmpty())
                : Optional.empty();
    }

    private static List<String> abrupt(ElfFacts elf) {
        return elf.exits().stream().filter(FLUSHES_NOT::contains).toList();
    }

    /** Whether it has what flushes or takes the buffer away. */
    static boolean cares(Program program) {
        return !caring(program).isEmpty();
    }

    private static List<String> caring(Program program) {
        return program.elf().stream()
                .flatMap(elf -> elf.stdio().stream())
                .filter(CARES::contains)
                .toList();
    }

    /** A program that is linked with libc and imports nothing of its buffered output has no such buffer. */
    private static boolean prints(OutputRuntime runtime, Program program) {
        return runtime.kind() != OutputRuntime.Kind.STDIO
                || program.elf()
                        .filter(elf -> elf.interpreter() != null && elf.stdio().isEmpty())
                        .isEmpty();
    }

    private static double plain(OutputRuntime runtime, RunFacts run, boolean exits) {
        boolean failed = run.exitCode() != 0;
        return switch (runtime.kind()) {
            case RUST_BUFWRITER -> failed ? 0.72 : 0.3;
            case STDIO -> exits ? failed ? 0.62 : 0.4 : failed ? 0.3 : 0.1;
            case PYTHON -> failed ? 0.5 : 0.2;
            case PERL, RUBY, PHP -> failed ? 0.3 : 0.1;
            case RUST, JAVA, NODE, GO, SHELL, OTHER -> 0;
        };
    }

    private static String printed(MarkerSearch search) {
        return "the marker " + Quote.of(search.marker()) + " is in its bytes, and never came";
    }
}
