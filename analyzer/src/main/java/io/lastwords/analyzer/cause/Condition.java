package io.lastwords.analyzer.cause;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The condition under which alone a shell script hands over to another program. Only a script of one form is read: some
 * preparations and one {@code if} without another branch, in which the only {@code exec} is; what has anything else is
 * not understood.
 */
final class Condition {
    private static final Pattern IF = Pattern.compile("if\\s+(.{1,300}?)\\s*(?:;\\s*then\\b\\s*(.*))?");
    private static final Pattern EXEC = Pattern.compile("exec\\s+[^\\s<>&\\d-][^;&|<>]*;?");
    private static final Pattern ONE_LINE = Pattern.compile("(exec\\s+[^;&|<>]+?)\\s*;\\s*fi");

    /** What the shell itself does, or a tool in a moment, and what does not end the script. */
    private static final Set<String> BESIDE =
            Set.of("set", "export", "umask", "cd", "mkdir", "chown", "chmod", "cp", "mv", "rm", "ln", "touch", "sed");

    /** What is known to hold or not only where the script runs: its own arguments, another command's answer. */
    private static final Pattern UNKNOWN = Pattern.compile("\\$[\\d@#*?]|\\$\\{[\\d@#*]|\\$\\(|`|[;&|]");

    private static final Pattern ASSIGNMENT = Pattern.compile("\\w+=[^\\s;&|`$()]*");

    private Condition() {}

    /** The text of the condition; empty where the script is of another form. */
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
        return condition == null
                        || inside
                        || execs != 1
                        || UNKNOWN.matcher(condition).find()
                ? Optional.empty()
                : Optional.of(condition);
    }

    private static boolean beside(String line) {
        return ASSIGNMENT.matcher(line).matches()
                || (BESIDE.contains(line.split("\\s", 2)[0])
                        && !UNKNOWN.matcher(line).find());
    }
}
