package io.lastwords.analyzer.cause;

import io.lastwords.model.examination.CommandFacts;
import io.lastwords.model.examination.CommandStep;
import io.lastwords.model.examination.ElfFacts;
import io.lastwords.model.examination.Examination;
import io.lastwords.model.examination.ExaminedFile;
import io.lastwords.model.examination.Existence;
import io.lastwords.model.examination.FileCopy;
import io.lastwords.model.examination.ScriptFacts;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One program of the chain that a container runs, with what the examination found at its path. */
record Program(CommandStep step, ExaminedFile file) {

    /** All of the chain that was looked at, in the order in which they take over. */
    static List<Program> chain(Facts facts) {
        return facts.examination().stream()
                .flatMap(exam -> exam.command().steps().stream().flatMap(step -> of(exam, step)))
                .toList();
    }

    /** The user's own program, or the file that an interpreter was given. */
    static Optional<Program> own(Facts facts) {
        return facts.examination()
                .flatMap(exam -> exam.command()
                        .executableStep()
                        .flatMap(step -> of(exam, step).findFirst()));
    }

    /** What stands before the user's own program: wrappers, shells, scripts. */
    static List<Program> before(Facts facts) {
        return facts.examination().stream()
                .flatMap(exam -> before(exam.command()).flatMap(step -> of(exam, step)))
                .toList();
    }

    private static Stream<CommandStep> before(CommandFacts command) {
        return command.before().stream();
    }

    private static Stream<Program> of(Examination exam, CommandStep step) {
        return exam.file(step.path()).map(file -> new Program(step, file)).stream();
    }

    String path() {
        return file.path();
    }

    /** The file that runs, where there is one. */
    Optional<FileCopy> copy() {
        return file.running().filter(FileCopy::present);
    }

    Optional<FileCopy> image() {
        return Optional.ofNullable(file.inImage()).filter(FileCopy::present);
    }

    Optional<ElfFacts> elf() {
        return copy().flatMap(copy -> Optional.ofNullable(copy.elf()));
    }

    Optional<ScriptFacts> script() {
        return copy().flatMap(copy -> Optional.ofNullable(copy.script()));
    }

    /** Looked for, and not there. */
    boolean missing() {
        return file.running()
                .filter(copy -> copy.existence() == Existence.MISSING)
                .isPresent();
    }

    /** Whether the kernel is to run it, rather than a program to read it. */
    boolean executed() {
        return !step.by().equals("arguments");
    }

    /** {@code /app/backend (438,768 bytes, sha256:0123456789ab)}. */
    String words() {
        return copy().map(copy -> path() + " (" + Figures.file(copy) + ")").orElse(path());
    }
}
