package io.lastwords.analyzer.cause;

import io.lastwords.model.diagnosis.Diagnosis.Line;
import io.lastwords.model.examination.ScriptFacts;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A script before the program that ended the run itself: its last words are right before an {@code exit} with a code of
 * failure, so the program behind it was never started.
 *
 * @param path the script
 * @param exit the line with which it ends
 */
record ScriptEnd(String path, String exit) {
    private static final Pattern EXIT = Pattern.compile("(?:^|[\\s;{&|])exit(?:\\s+([1-9]\\d{0,2}))?\\s*(?:$|[;}&|)])");
    private static final Pattern PRINTS = Pattern.compile("\\b(?:echo|printf)\\b");

    static Optional<ScriptEnd> of(Facts facts) {
        var read = facts.lastRead();
        if (read.isEmpty()
                || read.get().exitCode() == 0
                || read.get().lastLines().isEmpty()) {
            return Optional.empty();
        }
        Line last = read.get().lastLines().getLast();
        for (Program program : Program.before(facts)) {
            var end = program.script()
                    .map(ScriptFacts::text)
                    .flatMap(text -> end(text, last.text(), read.get().exitCode()));
            if (end.isPresent()) {
                return Optional.of(new ScriptEnd(program.path(), end.get()));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> end(String text, String said, int exitCode) {
        List<String> lines =
                text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        for (int i = 0; i < lines.size(); i++) {
            if (Template.of(lines.get(i)).filter(print -> print.matches(said)).isPresent()) {
                for (int j = i; j < Math.min(i + 2, lines.size()); j++) {
                    if ((j == i || !PRINTS.matcher(lines.get(j)).find()) && exits(lines.get(j), exitCode)) {
                        return Optional.of(lines.get(j));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static boolean exits(String line, int exitCode) {
        var exit = EXIT.matcher(line);
        return exit.find() && exit.group(1) != null && Integer.parseInt(exit.group(1)) == exitCode;
    }
}
