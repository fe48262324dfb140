package io.lastwords.analyzer.cause;

import io.lastwords.model.diagnosis.Diagnosis.Line;
import io.lastwords.model.examination.ScriptFacts;
import java.util.List;
import java.util.Set;
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
        List<Template> said = texts.stream()
                .flatMap(String::lines)
                .flatMap(line -> Template.of(line).stream())
                .toList();
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

    private static boolean of(Line line, List<Template> said, Set<String> lines) {
        String text = line.text().strip();
        return text.isEmpty()
                || text.startsWith("+ ")
                || TINI.matcher(text).find()
                || lines.contains(text)
                || said.stream().anyMatch(template -> template.matches(text));
    }

    private static List<String> scripts(Facts facts) {
        return Program.before(facts).stream()
                .flatMap(program -> program.script().stream())
                .map(ScriptFacts::text)
                .filter(text -> !text.isEmpty())
                .toList();
    }
}
