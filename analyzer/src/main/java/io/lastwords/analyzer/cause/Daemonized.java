package io.lastwords.analyzer.cause;

import io.lastwords.model.diagnosis.CauseName;
import io.lastwords.model.diagnosis.Symptom;
import io.lastwords.model.examination.CommandStep;
import io.lastwords.model.examination.ScriptFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** It sent its work to the background and ended; a container lives no longer than its first process. */
final class Daemonized implements Cause {
    private static final long SOON_MILLIS = 30_000;
    private static final Pattern BEHIND = Pattern.compile("(.*[^&|;\\s])\\s*&", Pattern.DOTALL);

    /** What a script says or notes before it ends, and which takes no time. */
    private static final Pattern TRIVIAL =
            Pattern.compile("(?:echo|printf|:|true|disown|date|touch|exit)(?:\\s.*)?|\\w+=\\S*");

    private static final Pattern REDIRECTION = Pattern.compile("\\s*\\d?>{1,2}\\s*&?\\S+|\\s*<\\s*\\S+");

    @Override
    public CauseName name() {
        return CauseName.DAEMONIZED;
    }

    @Override
    public String says() {
        return "Its program goes to the background and the first process ends, and the container with it.";
    }

    @Override
    public String when() {
        return "exit code 0 soon after the start, and the command daemonises (`nginx` without `daemon off`, `service x "
                + "start`, `--daemonize yes`), or the last command of the script or of `sh -c` ends with `&` and nothing "
                + "waits; less surely where it loops and the program imports `daemon`, or `fork` and `setsid`";
    }

    @Override
    public Optional<Verdict> judge(Facts facts, Epilogue epilogue) {
        var last = facts.lastRun();
        if (last.isEmpty() || last.get().exitCode() != 0 || last.get().durationMillis() > SOON_MILLIS) {
            return Optional.empty();
        }
        return command(facts).or(() -> script(facts)).or(() -> imports(facts, epilogue));
    }

    /** The command itself, or the last program of the chain. */
    private static Optional<Verdict> command(Facts facts) {
        Optional<Daemons> daemon = facts.examination()
                .flatMap(exam -> exam.command().executableStep())
                .filter(step ->
                        step.kind() == CommandStep.Kind.PROGRAM && !step.words().isEmpty())
                .flatMap(step -> Daemons.of(
                        step.words().getFirst(),
                        step.words().subList(1, step.words().size())));
        boolean seen = daemon.isPresent();
        if (daemon.isEmpty()) {
            var invocation = Invocation.of(facts.settings());
            var behind = background(invocation);
            if (behind.isPresent()) {
                return Optional.of(opinion(
                        facts,
                        "its command",
                        behind.get() + " without & at the end",
                        List.of("its command ends with &: "
                                + Quote.of(invocation.args().getLast())),
                        0.9));
            }
            daemon = Daemons.of(invocation.program(), invocation.args());
        }
        return daemon.map(found -> {
            var evidence = new ArrayList<String>();
            evidence.add("it runs " + Quote.of(found.program()) + ", which goes to the background by itself");
            return opinion(facts, found.program(), found.foreground(), evidence, seen ? 0.92 : 0.88);
        });
    }

    /** The command of a {@code sh -c} that ends with {@code &}, without it. */
    private static Optional<String> background(Invocation invocation) {
        var args = invocation.args();
        if (!Invocation.SHELLS.contains(invocation.program())
                || args.size() != 2
                || !args.getFirst().matches("-[lex]*c")) {
            return Optional.empty();
        }
        var behind = BEHIND.matcher(args.getLast().strip());
        return behind.matches() && !behind.group(1).contains("wait")
                ? Optional.of(behind.group(1).strip())
                : Optional.empty();
    }

    /**
     * A program of the old kind, which nobody told to stay in front: libc's {@code daemon} ends the first process. An
     * interpreter imports what any of its programs might use.
     */
    private static Optional<Verdict> imports(Facts facts, Epilogue epilogue) {
        var program = Program.own(facts)
                .filter(own -> own.step().kind() == CommandStep.Kind.PROGRAM)
                .filter(own -> own.elf().filter(elf -> leaves(elf.exits())).isPresent());
        if (program.isEmpty() || !facts.has(Symptom.RESTART_LOOP) || epilogue.error()) {
            return Optional.empty();
        }
        var words = program.get().step().words();
        String path = program.get().path();
        if (!Daemons.mayBe(path, words.isEmpty() ? List.of() : words.subList(1, words.size()))) {
            return Optional.empty();
        }
        var evidence = new ArrayList<String>();
        boolean byHand = program.get()
                .elf()
                .filter(elf -> elf.exits().contains("daemon"))
                .isEmpty();
        evidence.add(path
                + (byHand
                        ? " uses fork() and setsid(), as a program does that leaves its work to a child in the background"
                        : " calls libc's daemon(), which starts a child in the background and ends the first process"));
        String foreground = path + " with its option for the foreground (see " + path + " --help)";
        return Optional.of(opinion(facts, path, foreground, evidence, byHand ? 0.6 : 0.72));
    }

    /** Whether it makes a session for a child: a program with {@code fork} alone may be anything. */
    static boolean leaves(List<String> imports) {
        return imports.contains("daemon") || imports.containsAll(List.of("fork", "setsid"));
    }

    private static Optional<Verdict> script(Facts facts) {
        for (Program program : Program.chain(facts)) {
            var script = program.script();
            if (script.isPresent() && !script.get().exec() && !script.get().waits()) {
                var verdict = script(facts, program.path(), script.get());
                if (verdict.isPresent()) {
                    return verdict;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Verdict> script(Facts facts, String path, ScriptFacts script) {
        String last = script.lastLine();
        if (last == null) {
            return Optional.empty();
        }
        var evidence = new ArrayList<String>();
        if (script.background()) {
            String command = last.strip().replaceFirst("\\s*&$", "");
            evidence.add("the last command of " + path + " is " + Quote.of(last)
                    + ", in the background, and nothing waits for it");
            return Optional.of(opinion(facts, path, "exec " + command + " as its last line, without &", evidence, 0.9));
        }
        if (script.daemons().isEmpty()) {
            return Optional.empty();
        }
        String daemon = script.daemons().getLast();
        boolean ends = last.contains(daemon) || daemon.contains(last.strip());
        if (daemon.strip().endsWith("&")) {
            return Optional.of(behind(facts, path, daemon.strip(), last));
        }
        String[] words = daemon.strip().split("\\s+");
        String foreground = Daemons.of(words[0], List.of(words).subList(1, words.length))
                .map(Daemons::foreground)
                .orElse(words[0] + " with its option for the foreground");
        evidence.add("the script " + path + " runs " + Quote.of(daemon) + ", which goes to the background by itself");
        evidence.add(ends ? "that is its last command" : "after it comes no more than " + Quote.of(last));
        return Optional.of(
                opinion(facts, path, "exec " + foreground + " as its last line", evidence, ends ? 0.9 : 0.7));
    }

    /** A command that the script sends to the background, with no more than a word after it. */
    private static Verdict behind(Facts facts, String path, String line, String last) {
        String command = REDIRECTION
                .matcher(line.substring(0, line.length() - 1))
                .replaceAll("")
                .replaceFirst("^(?:nohup|setsid)\\s+", "")
                .strip();
        boolean ends =
                last.strip().equals(line) || TRIVIAL.matcher(last.strip()).matches();
        return opinion(
                facts,
                path,
                "exec " + command + " as its last line, without &",
                List.of(
                        "the script " + path + " runs " + Quote.of(line)
                                + ", in the background, and nothing waits for it",
                        ends ? "after it comes no more than " + Quote.of(last) : "its last line is " + Quote.of(last)),
                ends ? 0.88 : 0.7);
    }

    private static Verdict opinion(
            Facts facts, String what, String foreground, List<String> evidence, double confidence) {
        var deployment = new Deployment(facts.settings());
        var all = new ArrayList<>(evidence);
        all.add(Ends.words(facts) + ": when the first process ends, the engine ends all others");
        double known = facts.has(Symptom.MARKER_MISSING) ? 0.95 : 1;
        boolean script = foreground.startsWith("exec ");
        return new Verdict.Likely(
                confidence * known,
                deployment.subject() + " goes to the background: " + Quote.bare(what)
                        + " ends at once, and the container with it.",
                all,
                List.of(
                        script
                                ? "in " + what + ": " + foreground
                                : deployment.edit("command: " + foreground, foreground + " after the image"),
                        script ? deployment.rebuild() : deployment.up()));
    }
}
