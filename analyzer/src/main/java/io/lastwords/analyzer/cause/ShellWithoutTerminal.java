package io.lastwords.analyzer.cause;

import io.lastwords.model.diagnosis.CauseName;
import io.lastwords.model.examination.Examination;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A shell or an interpreter that was given nothing to run and has no input: it reads the end at once. */
final class ShellWithoutTerminal implements Cause {
    private static final Pattern INTERPRETER = Pattern.compile(
            "python[\\d.]*|pypy[\\d.]*|node|nodejs|ruby|perl|php|irb|lua[\\d.]*|R|jshell|ghci|iex|julia|scala|clj");
    private static final Pattern OPTION =
            Pattern.compile("--?(?:[ilqusaOBE]+|login|interactive|norc|noprofile|no-save|quiet)");
    private static final Pattern DEFAULT =
            Pattern.compile("\\bexec +\"?\\$\\{@:-(?:/(?:usr/)?bin/)?((?:ba|da|a|z|k)?sh)\\}");

    /** What a REPL greets with before it sees that nobody is there. */
    private static final int GREETING = 400;

    private static final long AT_ONCE_MILLIS = 10_000;

    @Override
    public CauseName name() {
        return CauseName.SHELL_WITHOUT_TERMINAL;
    }

    @Override
    public String says() {
        return "It is a bare shell or interpreter without a terminal: there is nothing to read, so it ends.";
    }

    @Override
    public String when() {
        return "the command is a shell or interpreter without script, `tty` and `stdin_open` are off, and it ends with 0 "
                + "at once without output";
    }

    @Override
    public Optional<Verdict> judge(Facts facts, Epilogue epilogue) {
        var settings = facts.settings();
        var last = facts.lastRun();
        if (last.isEmpty() || settings.tty() || settings.openStdin()) {
            return Optional.empty();
        }
        var invocation = invocation(facts);
        RunFacts run = last.get();
        if (!bare(invocation) || run.exitCode() != 0 || run.durationMillis() > AT_ONCE_MILLIS) {
            return Optional.empty();
        }
        RunFacts read = facts.lastRead().orElse(run);
        boolean shell = Invocation.SHELLS.contains(invocation.program());
        boolean greets = !shell || invocation.entrypoint() || OwnWords.of(facts) == OwnWords.ONLY_SCRIPTS;
        if (read.stdoutBytes() + read.stderrBytes() > (greets ? GREETING : 0)) {
            return Optional.empty();
        }
        double confidence = invocation.entrypoint() ? 0.8 : 0.95;
        String output = read.stdoutBytes() + read.stderrBytes() == 0 ? "it wrote nothing" : "it wrote only a greeting";
        if (read.log() != RunFacts.Log.COMPLETE) {
            confidence *= 0.8;
            output += ", as far as its output is known";
        }
        return Optional.of(opinion(facts, invocation, run, output, confidence));
    }

    /** What the chain really ends with, where it was followed to its end. */
    private static Invocation invocation(Facts facts) {
        return facts.examination()
                .map(Examination::command)
                .filter(command -> !command.steps().isEmpty())
                .map(command -> command.steps().getLast())
                .filter(step -> !step.words().isEmpty())
                .map(step -> new Invocation(
                        Figures.base(step.words().getFirst()),
                        step.words().subList(1, step.words().size()),
                        false))
                .filter(ShellWithoutTerminal::bare)
                .or(() -> byDefault(facts))
                .orElseGet(() -> Invocation.of(facts.settings()));
    }

    /** The shell that a script hands over to where it is given no command. */
    private static Optional<Invocation> byDefault(Facts facts) {
        return handingOver(facts)
                .flatMap(Program::script)
                .flatMap(script -> Optional.ofNullable(script.execLine()))
                .flatMap(line -> DEFAULT.matcher(line).results().findFirst())
                .map(found -> new Invocation(found.group(1), List.of(), true));
    }

    /** A script without a word after it, at the end of what is known to run. */
    private static Optional<Program> handingOver(Facts facts) {
        var chain = Program.chain(facts);
        return chain.isEmpty()
                ? Optional.empty()
                : Optional.of(chain.getLast())
                        .filter(program -> program.step().words().size() == 1)
                        .filter(program -> facts.examination()
                                .map(Examination::command)
                                .filter(command -> command.steps().getLast().equals(program.step())
                                        && (command.command() == null
                                                || command.command().isEmpty()))
                                .isPresent());
    }

    private static boolean bare(Invocation invocation) {
        return (Invocation.SHELLS.contains(invocation.program())
                        || INTERPRETER.matcher(invocation.program()).matches())
                && invocation.args().stream()
                        .allMatch(arg -> OPTION.matcher(arg).matches());
    }

    private static Verdict opinion(Facts facts, Invocation invocation, RunFacts run, String output, double confidence) {
        var deployment = new Deployment(facts.settings());
        return new Verdict.Likely(
                confidence,
                deployment.subject() + " runs a bare " + invocation.program()
                        + " without a terminal: it has nothing to read and ends at once.",
                List.of(
                        byDefault(facts).isPresent()
                                ? handingOver(facts).map(Program::path).orElse("") + " hands over to "
                                        + invocation.program() + " where it is given no command"
                                : "its command is " + Quote.of(facts.commandLine()) + ", with no script and no -c",
                        "tty and stdin_open are both off",
                        "exit code 0 after " + run.durationMillis() + " ms; " + output),
                List.of(
                        deployment.edit(
                                "command: with the program that it is to run",
                                "the program it is to run after the image"),
                        deployment.edit(
                                "or, for a shell to enter: tty: true and stdin_open: true",
                                "-dit, for a shell to enter"),
                        deployment.up()));
    }
}
