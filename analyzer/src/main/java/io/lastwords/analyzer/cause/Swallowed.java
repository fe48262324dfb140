package io.lastwords.analyzer.cause;

import io.lastwords.model.examination.ElfFacts;
import io.lastwords.model.examination.MarkerSearch;
import io.lastwords.model.examination.OutputRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Not a byte came of a program that buffers what it prints: all of it may have stayed in the first buffer. The output
 * alone cannot tell that from a program that prints nothing; its end and its bytes can.
 */
record Swallowed(double confidence, List<String> evidence) {
    Swallowed {
        evidence = List.copyOf(evidence);
    }

    static Optional<Swallowed> of(Facts facts, RunFacts run) {
        var found = UnflushedOutput.runtime(facts).filter(MainNotReached::loses);
        var program = Program.own(facts);
        if (found.isEmpty()
                || program.isEmpty()
                || StubSigns.empty(program.get())
                || !prints(found.get(), program.get())
                || run.signal() > 0
                || run.markerSeen()
                || !OwnWords.of(facts).mute()) {
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
        var marker = program.get().copy().flatMap(MainNotReached::present);
        marker.ifPresent(search -> evidence.add(printed(search)));
        double confidence =
                marker.isPresent() ? run.exitCode() != 0 ? 0.82 : 0.6 : plain(found.get(), run, exits.isPresent());
        if (program.get().copy().flatMap(StubSigns::absentMarker).isPresent()) {
            confidence *= 0.5;
        }
        return confidence < 0.1 ? Optional.empty() : Optional.of(new Swallowed(confidence, evidence));
    }

    private static List<String> abrupt(ElfFacts elf) {
        return elf.exits().stream().filter(name -> !name.equals("daemon")).toList();
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
