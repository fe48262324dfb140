package io.lastwords.analyzer.cause;

import io.lastwords.model.diagnosis.CauseName;
import io.lastwords.model.diagnosis.Symptom;
import io.lastwords.model.examination.CommandStep;
import io.lastwords.model.examination.ScriptFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** It sent its work to the background and ended; a container lives no longer than its first process. */
final class Daemonized implements Cause {
    private static final long SOON_MILLIS = 30_000;

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
                + "start`, `--daemonize yes`), or the script's last command ends with `&` and nothing waits; less surely where it loops and the program imports "
                + "`daemon`";
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
            daemon = Daemons.of(invocation.program(), invocation.args());
        }
        return daemon.map(found -> {
            var evidence = new ArrayList<String>();
            evidence.add("it runs " + Quote.of(found.program()) + ", which goes to the background by itself");
            return opinion(facts, found.program(), found.foreground(), evidence, seen ? 0.92 : 0.88);
        });
    }

    /** A program of the old kind, which nobody told to stay in front: libc's {@code daemon} ends the first process. */
    private static Optional<Verdict> imports(Facts facts, Epilogue epilogue) {
        var program = Program.own(facts)
                .filter(own ->
                        own.elf().filter(elf -> elf.exits().contains("daemon")).isPresent());
        if (program.isEmpty() || !facts.has(Symptom.RESTART_LOOP) || epilogue.error()) {
            return Optional.empty();
        }
        var words = program.get().step().words();
        String path = program.get().path();
        if (!Daemons.mayBe(path, words.isEmpty() ? List.of() : words.subList(1, words.size()))) {
            return Optional.empty();
        }
        var evidence = new ArrayList<String>();
        evidence.add(
                path + " calls libc's daemon(), which starts a child in the background and ends the first process");
        String foreground = path + " with its option for the foreground (see " + path + " --help)";
        return Optional.of(opinion(facts, path, foreground, evidence, 0.72));
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
        String[] words = daemon.strip().split("\\s+");
        String foreground = Daemons.of(words[0], List.of(words).subList(1, words.length))
                .map(Daemons::foreground)
                .orElse(words[0] + " with its option for the foreground");
        evidence.add("the script " + path + " runs " + Quote.of(daemon) + ", which goes to the background by itself");
        evidence.add(ends ? "that is its last command" : "after it comes no more than " + Quote.of(last));
        return Optional.of(
                opinion(facts, path, "exec " + foreground + " as its last line", evidence, ends ? 0.9 : 0.7));
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
