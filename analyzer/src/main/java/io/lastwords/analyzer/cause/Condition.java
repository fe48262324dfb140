package io.lastwords.analyzer.cause;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The file that must be there if a shell script is to hand over to another program. Only a script of one form is read:
 * some preparations and one {@code if [ -f FILE ]} without another branch, in which the only {@code exec} is, and no other
 * line but that one speaks of the file; what has anything else is not understood.
 */
final class Condition {
    private static final Pattern IF = Pattern.compile("if\\s+(.{1,300}?)\\s*(?:;\\s*then\\b\\s*(.*))?");
    private static final Pattern EXEC = Pattern.compile("exec\\s+[^\\s<>&\\d-][^;&|<>]*;?");
    private static final Pattern ONE_LINE = Pattern.compile("(exec\\s+[^;&|<>]+?)\\s*;\\s*fi");

    /** What the shell itself does, or a tool in a moment, and what does not end the script. */
    private static final Set<String> BESIDE =
            Set.of("set", "export", "umask", "cd", "mkdir", "chown", "chmod", "cp", "mv", "rm", "ln", "touch", "sed");

    private static final Pattern FILE = Pattern.compile("\\[{1,2} -[efrs] [\"']?(/[^\\s\"'$*?`]+)[\"']? \\]{1,2}");

    /** What more than its own words decides about. */
    private static final Pattern UNKNOWN = Pattern.compile("\\$\\(|`|[;&|]");

    private static final Pattern ASSIGNMENT = Pattern.compile("\\w+=[^\\s;&|`$()]*");

    private Condition() {}

    /** The path of the file; empty where the script is of another form. */
    static Optional<String> ofTheOnlyExec(String script) {
        List<String> lines = script.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
        String condition = null;
        int execs = 0;
        boolean inside = false;
        for (String line : lines) {
            var begin = IF.matcher(line);
            if (condition == null && begin.matches()) {
                condition = begin.group(1);
                String rest = begin.group(2) == null ? "" : begin.group(2).strip();
                boolean whole = ONE_LINE.matcher(rest).matches();
                if (!rest.isEmpty() && !whole) {
                    return Optional.empty();
                }
                execs = whole ? 1 : 0;
                inside = !whole;
            } else if (inside && EXEC.matcher(line).matches()) {
                execs++;
            } else if (inside && line.equals("fi")) {
                inside = false;
            } else if (!(inside && line.equals("then")) && !beside(line)) {
                return Optional.empty();
            }
        }
        if (condition == null || inside || execs != 1) {
            return Optional.empty();
        }
        var file = FILE.matcher(condition);
        return file.matches()
                        && lines.stream()
                                        .filter(line -> speaksOf(line, file.group(1)))
                                        .count()
                                == 1
                ? Optional.of(file.group(1))
                : Optional.empty();
    }

    /** Of the file itself, but for the exec that hands it on; or of a folder above it. */
    private static boolean speaksOf(String line, String file) {
        if (line.startsWith("exec ")) {
            return false;
        }
        return line.contains(file)
                || Stream.of(line.split("[\\s\"'=]+"))
                        .anyMatch(word ->
                                word.startsWith("/") && file.startsWith(word.endsWith("/") ? word : word + "/"));
    }

    private static boolean beside(String line) {
        return ASSIGNMENT.matcher(line).matches()
                || (BESIDE.contains(line.split("\\s", 2)[0])
                        && !UNKNOWN.matcher(line).find());
    }
}
