package io.lastwords.analyzer.cause;

import io.lastwords.model.diagnosis.CauseName;
import io.lastwords.model.examination.CommandStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** An error that nobody caught ended it; its own message says more than any guess. */
final class UncaughtError implements Cause {
    private static final double WENT_ON = 0.5;
    private static final Pattern TRAP =
            Pattern.compile("^trap\\s+(['\"]).*\\bexit 0\\b.*\\1\\s[\\s\\w]*\\b(?:EXIT|0)$");

    /** Then nothing but the trap follows what failed. */
    private static final Pattern ENDS_AT_ONCE =
            Pattern.compile("(?m)^\\s*set\\s+(?:-\\w*e|-o\\s+errexit)|^#!.*\\s-\\w*e");

    @Override
    public CauseName name() {
        return CauseName.UNCAUGHT_ERROR;
    }

    @Override
    public String says() {
        return "A panic or an exception that nobody caught ended it.";
    }

    @Override
    public String when() {
        return "its last words are a Rust or Go panic, a Python traceback, or a Java, Node, Ruby, Perl, .NET or PHP exception";
    }

    @Override
    public boolean general() {
        return true;
    }

    @Override
    public Optional<Verdict> judge(Facts facts, Epilogue epilogue) {
        return epilogue.ran().flatMap(words -> {
            for (Language language : Language.values()) {
                var begin = words.find(language.begin);
                if (begin.isPresent()) {
                    return Optional.of(opinion(facts, words, language, begin.get()));
                }
            }
            return Optional.empty();
        });
    }

    private static Verdict opinion(Facts facts, Epilogue words, Language language, Epilogue.Said begin) {
        int exitCode = words.exitCode();
        double base = exitCode == language.exitCode ? 0.92 : 0.8;
        List<String> trace = trace(words, language);
        String message = message(trace, language);
        var evidence = new ArrayList<String>();
        evidence.add("its last words begin with " + Quote.of(trace.getFirst()));
        if (!message.equals(trace.getFirst())) {
            evidence.add("the error is " + Quote.of(message));
        }
        evidence.add("exit code " + exitCode
                + (exitCode == language.exitCode && !language.label.isEmpty()
                        ? ", as " + language.label + " ends after " + language.what
                        : ""));
        var trap = exitCode == 0 ? trap(facts) : Optional.<String>empty();
        trap.ifPresent(line -> evidence.add("its script ends with 0 whatever happened: " + Quote.of(line)));
        var deployment = new Deployment(facts.settings());
        var fix = new ArrayList<String>();
        fix.add(deployment.logs());
        if (!language.more.isEmpty()
                && !facts.settings().environment().contains(language.more.split("=", 2)[0])) {
            fix.add(deployment.edit("under environment, set " + language.more, "-e " + language.more));
        }
        if (exitCode != language.exitCode && wentOn(trace, message, trap.isPresent() ? scripts(facts) : List.of())) {
            evidence.add("against it: it wrote more after that, and ended with a code of its own");
            base *= WENT_ON;
        }
        return new Verdict.Likely(
                begin.confidence(base),
                deployment.subject() + " died of " + language.article + " that nobody caught: "
                        + Quote.bare(message.replaceFirst("^Caused by: ", "")),
                evidence,
                fix);
    }

    /** What a script does at its end, where that takes the code of its program away; an exec would take the trap away. */
    private static Optional<String> trap(Facts facts) {
        return scripts(facts).stream()
                .flatMap(program -> program.script().stream())
                .filter(script ->
                        !script.exec() && ENDS_AT_ONCE.matcher(script.text()).find())
                .flatMap(script -> script.text().lines())
                .map(String::strip)
                .filter(line -> TRAP.matcher(line).find())
                .findFirst();
    }

    private static List<Program> scripts(Facts facts) {
        return Program.chain(facts).stream()
                .filter(program -> program.step().kind() == CommandStep.Kind.SCRIPT)
                .toList();
    }

    /** Whether lines of its own follow the error: then it was told, and not what ended it. */
    private static boolean wentOn(List<String> trace, String message, List<Program> scripts) {
        var theirs = ScriptLines.of(scripts);
        return trace.subList(trace.lastIndexOf(message) + 1, trace.size()).stream()
                .anyMatch(line -> !line.isBlank() && !Ending.frame(line) && !Aside.follows(line) && !theirs.has(line));
    }

    private static List<String> trace(Epilogue words, Language language) {
        List<String> texts = words.texts();
        int from = 0;
        while (!language.begins(texts.get(from))) {
            from++;
        }
        return texts.subList(from, texts.size());
    }

    /** The error itself: the first or the last line of its form from the beginning of the trace on. */
    private static String message(List<String> trace, Language language) {
        var lines = trace.stream()
                .filter(line -> language.message.matcher(line).find())
                .toList();
        if (lines.isEmpty()) {
            return trace.getFirst();
        }
        return language.lastOne ? lines.getLast() : lines.getFirst();
    }
}
