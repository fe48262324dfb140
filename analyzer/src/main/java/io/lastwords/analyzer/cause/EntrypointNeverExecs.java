package io.lastwords.analyzer.cause;

import io.lastwords.model.diagnosis.CauseName;
import io.lastwords.model.examination.CommandStep;
import io.lastwords.model.examination.Examination;
import io.lastwords.model.examination.ScriptFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The entrypoint script does its preparations and ends: it never starts the command, or there is none to start. */
final class EntrypointNeverExecs implements Cause {
    private static final Pattern STARTS = Pattern.compile("(?i)entrypoint|entry|start|init|run|boot|wrapper|launch");

    private static final Set<String> PREPARES = Set.of(
            "chown",
            "chmod",
            "mkdir",
            "cp",
            "mv",
            "rm",
            "ln",
            "touch",
            "cat",
            "ls",
            "id",
            "env",
            "date",
            "sleep",
            "sed",
            "grep",
            "envsubst",
            "install",
            "find",
            "true",
            "printenv",
            "uname",
            "tee",
            "stat",
            "du",
            "df");

    private static final Pattern TAKES_ARGUMENTS = Pattern.compile("\\$(?:[1-9]|\\{[1-9]|#)|\\b(?:shift|getopts)\\b");

    /** What a script executes to do nothing. */
    private static final Set<String> IDLE = Set.of("sleep", "tail", "sh", "bash", "ash", "dash", "true", "busybox");

    private static final Pattern NOTHING = Pattern.compile("exec\\s*;?");

    /** With one plain command, which does not hand the shell's own arguments on. */
    private static final Pattern SHELL_FORM = Pattern.compile("(?:/bin/)?(?:ba|da|a)?sh -[lex]*c [\\w./-]+");

    @Override
    public CauseName name() {
        return CauseName.ENTRYPOINT_NEVER_EXECS;
    }

    @Override
    public String says() {
        return "The entrypoint script ends without starting the command, or the command was lost to a new ENTRYPOINT.";
    }

    @Override
    public String when() {
        return "exit code 0 with no more than the script's own lines, and the script neither uses `$@` nor `exec`; or it "
                + "does, and there is no command, since a new ENTRYPOINT took the base image's CMD away; or its "
                + "`exec` has nothing behind it, or stands under a condition";
    }

    @Override
    public Optional<Verdict> judge(Facts facts, Epilogue epilogue) {
        var exam = facts.examination();
        var last = facts.lastRun();
        if (exam.isEmpty() || last.isEmpty() || last.get().exitCode() != 0) {
            return Optional.empty();
        }
        var entrypoint = entrypoint(facts);
        var script = entrypoint.flatMap(Program::script);
        if (entrypoint.isEmpty() || script.isEmpty()) {
            return Optional.empty();
        }
        boolean handsOver = handsOver(exam.get(), entrypoint.get());
        var condition = handsOver ? onlyIf(facts, exam.get(), script.get()) : Optional.<String>empty();
        if (condition.isPresent()) {
            return Optional.of(skips(facts, entrypoint.get(), condition.get()));
        }
        List<String> of = exam.get().command().entrypoint();
        if (of == null || of.isEmpty()) {
            return Optional.empty();
        }
        if (handsOver) {
            return Ends.quietly(facts) ? ruledOut(exam.get(), entrypoint.get(), script.get()) : Optional.empty();
        }
        List<String> command = exam.get().command().command();
        boolean given = command != null && !command.isEmpty();
        boolean passes = script.get().passesArguments() != null;
        if (passes && !given) {
            return Optional.of(dropped(facts, exam.get(), entrypoint.get(), script.get()));
        }
        if (passes
                && given
                && of.size() == 3
                && SHELL_FORM.matcher(String.join(" ", of)).matches()) {
            return Optional.of(
                    ignoredByShell(facts, entrypoint.get(), script.get(), of.getLast(), String.join(" ", command)));
        }
        String line = script.get().lastLine();
        if (given && !passes && line != null && NOTHING.matcher(line).matches()) {
            return Optional.of(execsNothing(facts, entrypoint.get(), String.join(" ", command)));
        }
        boolean followed = exam.get().command().open() == null;
        if (!passes && given && followed && !script.get().exec() && !epilogue.error()) {
            return ignores(facts, entrypoint.get(), script.get(), String.join(" ", command));
        }
        return Optional.empty();
    }

    /**
     * The condition under which alone the script hands over to its program, where that seems not to hold: not one byte
     * came, and the program is a whole one that does not go to the background by itself. What is known to hold is no such
     * condition.
     */
    private static Optional<String> onlyIf(Facts facts, Examination exam, ScriptFacts script) {
        if (OwnWords.of(facts) != OwnWords.SILENT || !Ends.quietly(facts) || script.cut()) {
            return Optional.empty();
        }
        boolean whole = Program.own(facts)
                .filter(program -> program.elf()
                                .filter(elf -> !Daemonized.leaves(elf.exits()))
                                .isPresent()
                        && !StubSigns.empty(program))
                .isPresent();
        boolean stays = exam.command()
                .executableStep()
                .filter(step ->
                        step.kind() == CommandStep.Kind.PROGRAM && step.by().equals("exec"))
                .filter(step -> !IDLE.contains(Figures.base(step.given()))
                        && Daemons.of(
                                        step.given(),
                                        step.words().stream().skip(1).toList())
                                .isEmpty())
                .isPresent();
        return whole && stays
                ? Condition.ofTheOnlyExec(script.text()).filter(file -> open(facts, file))
                : Optional.empty();
    }

    /** Whether it may not be there: no program was found at it or below. */
    private static boolean open(Facts facts, String file) {
        return Program.chain(facts).stream()
                .noneMatch(
                        program -> program.path().equals(file) || program.path().startsWith(file + "/"));
    }

    private static Verdict skips(Facts facts, Program entrypoint, String file) {
        var deployment = new Deployment(facts.settings());
        var evidence = new ArrayList<String>();
        evidence.add(entrypoint.path() + " hands over to its program only if there is a file " + file
                + ", and does nothing where there is none");
        evidence.add("not one byte came");
        evidence.add(Ends.words(facts));
        return new Verdict.Likely(
                0.65 * Math.max(0.9, Ends.outputKnown(facts, evidence)),
                deployment.subject() + " most likely never starts its program: " + entrypoint.path()
                        + " does so only if there is a file " + file + ", and ends.",
                evidence,
                List.of(
                        Mounts.onHost(facts.settings(), file)
                                .map(source ->
                                        "ls -laL '" + source + "'   # on the host: the container sees it as " + file)
                                .orElse("docker run --rm --entrypoint ls "
                                        + facts.settings().image() + " -la " + file),
                        "let the script say so: else echo 'no " + file + "' >&2; exit 1   # before its fi",
                        deployment.rebuild()));
    }

    private static Verdict execsNothing(Facts facts, Program entrypoint, String command) {
        var deployment = new Deployment(facts.settings());
        var evidence = new ArrayList<String>();
        evidence.add(
                "the last line of " + entrypoint.path() + " is \"exec\" and nothing behind it, which starts nothing");
        evidence.add("the command is " + Quote.of(command));
        evidence.add(Ends.words(facts));
        return new Verdict.Likely(
                0.93 * Math.max(0.9, Ends.outputKnown(facts, evidence)),
                deployment.subject() + " never starts " + Quote.bare(command) + ": the last line of "
                        + entrypoint.path() + " is an exec of nothing.",
                evidence,
                List.of(
                        "its last line is to be: exec \"$@\"   # a heredoc replaced $@ by nothing? Quote its end: <<'EOF'",
                        deployment.rebuild(),
                        deployment.logs()));
    }

    /** The script that the container's entrypoint is. */
    private static Optional<Program> entrypoint(Facts facts) {
        return Program.chain(facts).stream()
                .filter(program ->
                        program.script().isPresent() && program.step().kind() != CommandStep.Kind.SOURCE)
                .findFirst();
    }

    /** Whether something that is no script comes after it. */
    private static boolean handsOver(Examination exam, Program entrypoint) {
        var steps = exam.command().steps();
        int at = steps.indexOf(entrypoint.step());
        return steps.subList(at + 1, steps.size()).stream().anyMatch(step -> switch (step.kind()) {
            case PROGRAM -> !prepares(step);
            case SOURCE, SCRIPT, INTERPRETER -> true;
            case WRAPPER, SHELL, OTHER -> false;
        });
    }

    /** A tool that a script runs as its last line, and that nobody would start a container for. */
    private static boolean prepares(CommandStep step) {
        return step.by().equals("shell") && PREPARES.contains(Figures.base(step.given()));
    }

    private static Verdict dropped(Facts facts, Examination exam, Program entrypoint, ScriptFacts script) {
        var deployment = new Deployment(facts.settings());
        var image = exam.image();
        String lost = image == null ? null : image.droppedCommand();
        var evidence = new ArrayList<String>();
        evidence.add(entrypoint.path() + " hands over to its arguments ("
                + Quote.of(script.execLine() != null ? script.execLine() : "$@")
                + ") and gets none: there is no command");
        if (lost != null) {
            evidence.add("the base image has CMD " + lost + ", which the ENTRYPOINT of a later step took away");
        }
        evidence.add(Ends.words(facts));
        double known = Ends.outputKnown(facts, evidence);
        String command = lost != null ? "CMD " + lost : "CMD [\"the program\", \"its arguments\"]";
        return new Verdict.Likely(
                (lost != null ? 0.93 : 0.85) * Math.max(known, 0.9),
                deployment.subject() + " has an entrypoint and no command: " + entrypoint.path()
                        + " has nothing to start and ends.",
                evidence,
                List.of(
                        "in the Dockerfile, after ENTRYPOINT: " + command,
                        deployment.edit("or command: with the program", "the program after the image"),
                        deployment.rebuild()));
    }

    /** What follows a shell's {@code -c} is the shell's own, and nobody uses it. */
    private static Verdict ignoredByShell(
            Facts facts, Program entrypoint, ScriptFacts script, String line, String command) {
        var deployment = new Deployment(facts.settings());
        var evidence = new ArrayList<String>();
        evidence.add("the ENTRYPOINT is in shell form: sh -c " + Quote.of(line) + ", so what follows it, "
                + Quote.of(command) + ", is given to that shell and not to " + entrypoint.path());
        evidence.add(entrypoint.path() + " hands over to its arguments ("
                + Quote.of(script.execLine() != null ? script.execLine() : "$@") + ") and gets none");
        evidence.add(Ends.words(facts));
        double known = Ends.outputKnown(facts, evidence);
        return new Verdict.Likely(
                0.9 * Math.max(known, 0.9),
                deployment.subject() + " never starts " + Quote.bare(command)
                        + ": its ENTRYPOINT is in shell form, and " + entrypoint.path() + " gets no command.",
                evidence,
                List.of(
                        "write it as a list: ENTRYPOINT [\"" + line + "\"] in the Dockerfile, or where it is set",
                        deployment.rebuild(),
                        deployment.logs()));
    }

    private static Optional<Verdict> ignores(Facts facts, Program entrypoint, ScriptFacts script, String command) {
        if (script.background() || !script.daemons().isEmpty()) {
            return Optional.empty(); // it starts something, which is another matter
        }
        if (TAKES_ARGUMENTS.matcher(script.text()).find()) {
            return Optional.empty(); // it is the program itself, and these are its arguments
        }
        OwnWords words = OwnWords.of(facts);
        String base = Figures.base(entrypoint.path());
        double confidence = STARTS.matcher(base).find() ? 0.88 : 0.6;
        if (script.cut()) {
            confidence *= 0.7;
        }
        var deployment = new Deployment(facts.settings());
        var evidence = new ArrayList<String>();
        evidence.add(entrypoint.path() + " nowhere uses the command that it is given (no \"$@\"), nor has it an exec");
        evidence.add("the command is " + Quote.of(command));
        String last = script.lastLine();
        if (last != null) {
            evidence.add("its last line is " + Quote.of(last));
        }
        evidence.add(Ends.words(facts));
        return Optional.of(new Verdict.Likely(
                confidence * (words == OwnWords.SPOKE ? 0.9 : 1) * Math.max(0.9, Ends.outputKnown(facts, evidence)),
                deployment.subject() + " never starts " + Quote.bare(command) + ": " + entrypoint.path()
                        + " ends without handing over to it.",
                evidence,
                List.of(
                        "echo 'exec \"$@\"' >> " + base + "   # its last line",
                        deployment.rebuild(),
                        deployment.logs())));
    }

    private static Optional<Verdict> ruledOut(Examination exam, Program entrypoint, ScriptFacts script) {
        String to = exam.command().executableStep().map(CommandStep::path).orElse("its command");
        String exec = script.execLine();
        return exec == null
                ? Optional.empty()
                : Optional.of(
                        new Verdict.RuledOut(entrypoint.path() + " hands over to " + to + " (" + Quote.of(exec) + ")"));
    }
}
