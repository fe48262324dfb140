package io.lastwords.analyzer.cause;

import io.lastwords.model.examination.ScriptFacts;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What some scripts print, as far as their text tells: variables aside. */
record ScriptLines(List<Template> said, Set<String> lines) {
    private static final Pattern TINI = Pattern.compile("^\\[\\w+ +tini ");
    private static final int LITERAL = 3;

    ScriptLines {
        said = List.copyOf(said);
        lines = Set.copyOf(lines);
    }

    static ScriptLines of(List<Program> scripts) {
        List<String> texts = scripts.stream()
                .flatMap(program -> program.script().stream())
                .map(ScriptFacts::text)
                .filter(text -> !text.isEmpty())
                .toList();
        return new ScriptLines(
                texts.stream()
                        .flatMap(String::lines)
                        .flatMap(line -> Template.of(line).stream())
                        .toList(),
                texts.stream()
                        .flatMap(String::lines)
                        .map(String::strip)
                        .filter(line -> line.length() >= LITERAL)
                        .collect(Collectors.toSet()));
    }

    /** Whether no script is known. */
    boolean isEmpty() {
        return said.isEmpty() && lines.isEmpty();
    }

    /** Whether a script, a shell that traces it, or an init before it printed this line, or nobody did. */
    boolean has(String line) {
        String text = line.strip();
        return text.isEmpty()
                || text.startsWith("+ ")
                || TINI.matcher(text).find()
                || lines.contains(text)
                || said.stream().anyMatch(template -> template.matches(text));
    }
}
