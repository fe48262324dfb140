package io.lastwords.analyzer.cause;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an echo or printf of a script prints: its literal parts in order, and anything between them, where a variable
 * stands. Matched part by part and never tried again, so that no script makes it slow.
 *
 * @param parts the first is how it begins, the last how it ends, either may be empty; a single one is all of it
 */
record Template(List<String> parts) {
    private static final Pattern PRINTS = Pattern.compile(
            "(?:^|[;&|({]|\\s)(?:echo|printf)\\s+(?:-\\w+\\s+)*(?:\"([^\"]*)\"|'([^']*)'|([^\"'\\s;|&>][^;|&>]*))");
    private static final Pattern VARIABLE = Pattern.compile(
            "\\$\\{[^}]{1,100}\\}|\\$\\([^)]{1,200}\\)|`[^`]{1,200}`|\\$[\\w@*#?!-]+|%[-\\d.]*[sdiufx]|\\\\[nte]|\\\\033\\[[\\d;]*m");

    /** Fewer literal characters say nothing of where a line comes from. */
    private static final int TELLING = 3;

    Template {
        parts = List.copyOf(parts);
    }

    /** What this line of a script prints; empty where it prints nothing that could be told again. */
    static Optional<Template> of(String line) {
        Matcher prints = PRINTS.matcher(line);
        if (!prints.find()) {
            return Optional.empty();
        }
        String words =
                prints.group(1) != null ? prints.group(1) : prints.group(2) != null ? prints.group(2) : prints.group(3);
        words = spaced(words);
        var parts = new ArrayList<String>();
        int from = 0;
        Matcher variable = VARIABLE.matcher(words);
        while (variable.find()) {
            parts.add(words.substring(from, variable.start()));
            from = variable.end();
        }
        parts.add(words.substring(from));
        int literal = parts.stream().mapToInt(part -> part.strip().length()).sum();
        return literal < TELLING ? Optional.empty() : Optional.of(new Template(parts));
    }

    /** Whether this may be the line that was printed. */
    boolean matches(String line) {
        String text = spaced(line);
        String first = parts.getFirst();
        if (parts.size() == 1) {
            return text.equals(first);
        }
        String last = parts.getLast();
        if (!text.startsWith(first) || !text.endsWith(last) || text.length() < first.length() + last.length()) {
            return false;
        }
        int at = first.length();
        for (String part : parts.subList(1, parts.size() - 1)) {
            int found = text.indexOf(part, at);
            if (found < 0) {
                return false;
            }
            at = found + part.length();
        }
        return at <= text.length() - last.length();
    }

    /** Stripped, and one space where there are more. */
    private static String spaced(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
