package io.lastwords.analyzer.cause;

import io.lastwords.model.diagnosis.Diagnosis.Line;
import io.lastwords.model.examination.ScriptFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whether the user's own program said anything in the last run whose output is known, or only the scripts before it: a
 * line is a script's where its text has it, variables aside.
 */
enum OwnWords {
    /** Not one byte came. */
    SILENT,
    /** All that came is in the text of the scripts that run before it. */
    ONLY_SCRIPTS,
    /** It said something. */
    SPOKE,
    /** Not all of the output is known, or not all of it is still at hand. */
    UNKNOWN;

    private static final Pattern QUOTED = Pattern.compile(
            "(?:^|[;&|({]|\\s)(?:echo|printf)\\s+(?:-\\w+\\s+)*(?:\"([^\"]*)\"|'([^']*)'|([^\"'\\s;|&>][^;|&>]*))");
    private static final Pattern VARIABLE = Pattern.compile(
            "\\$\\{[^}]{1,100}\\}|\\$\\([^)]{1,200}\\)|`[^`]{1,200}`|\\$[\\w@*#?!-]+|%[-\\d.]*[sdiufx]|\\\\[nte]|\\\\033\\[[\\d;]*m");
    private static final Pattern TINI = Pattern.compile("^\\[\\w+ +tini ");
    private static final int LITERAL = 3;

    /** Neither a word of its own. */
    boolean mute() {
        return this == SILENT || this == ONLY_SCRIPTS;
    }

    static OwnWords of(Facts facts) {
        return facts.lastRead().map(run -> of(facts, run)).orElse(UNKNOWN);
    }

    private static OwnWords of(Facts facts, RunFacts run) {
        if (run.stdoutBytes() + run.stderrBytes() == 0) {
            return run.log() == RunFacts.Log.COMPLETE ? SILENT : UNKNOWN;
        }
        List<String> texts = scripts(facts);
        List<Pattern> said = said(texts);
        Set<String> lines = texts.stream()
                .flatMap(String::lines)
                .map(String::strip)
                .filter(line -> line.length() >= LITERAL)
                .collect(Collectors.toSet());
        boolean whole = run.lines() <= run.lastLines().size();
        if (!texts.isEmpty() && run.lastLines().stream().allMatch(line -> of(line, said, lines))) {
            return whole && run.log() == RunFacts.Log.COMPLETE ? ONLY_SCRIPTS : UNKNOWN;
        }
        return facts.examined() == null ? UNKNOWN : SPOKE;
    }

    private static boolean of(Line line, List<Pattern> said, Set<String> lines) {
        String text = line.text().strip();
        return text.isEmpty()
                || text.startsWith("+ ")
                || TINI.matcher(text).find()
                || lines.contains(text)
                || said.stream().anyMatch(pattern -> pattern.matcher(text).matches());
    }

    private static List<String> scripts(Facts facts) {
        return Program.before(facts).stream()
                .flatMap(program -> program.script().stream())
                .map(ScriptFacts::text)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /** What the scripts before the program may say. */
    private static List<Pattern> said(List<String> texts) {
        var said = new ArrayList<Pattern>();
        texts.forEach(text -> text.lines().forEach(line -> said(line).ifPresent(said::add)));
        return said;
    }

    private static Optional<Pattern> said(String line) {
        Matcher quoted = QUOTED.matcher(line);
        if (!quoted.find()) {
            return Optional.empty();
        }
        String words =
                quoted.group(1) != null ? quoted.group(1) : quoted.group(2) != null ? quoted.group(2) : quoted.group(3);
        words = words.stripTrailing();
        var pattern = new StringBuilder();
        int from = 0;
        int literal = 0;
        Matcher variable = VARIABLE.matcher(words);
        while (variable.find()) {
            literal += literal(pattern, words.substring(from, variable.start()));
            pattern.append(".{0,500}");
            from = variable.end();
        }
        literal += literal(pattern, words.substring(from));
        return literal < LITERAL ? Optional.empty() : Optional.of(Pattern.compile(pattern.toString()));
    }

    /** Adds text to match as it is; returns how much of it tells anything. */
    private static int literal(StringBuilder pattern, String text) {
        String stripped = pattern.isEmpty() ? text.stripLeading() : text;
        if (!stripped.isEmpty()) {
            pattern.append(Pattern.quote(stripped.replace("\\\"", "\"")).replace(" ", "\\E\\s+\\Q"));
        }
        return stripped.strip().length();
    }
}
