package io.lastwords.analyzer.core;

import io.lastwords.model.diagnosis.Diagnosis.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The head of the last error in a run: the line where a panic, traceback or exception begins and what follows it. A
 * long stack trace would push it out of the last lines.
 */
final class ErrorHead {
    private static final int FOLLOWING = 8;
    static final int MAX = 14;
    private static final Pattern BEGINS = Pattern.compile("^\\s*(thread '[^']*' .{0,20}panicked at"
            + "|Traceback \\(most recent call last\\)"
            + "|Exception in thread \""
            + "|Unhandled [Ee]xception"
            + "|panic: |fatal error: "
            + "|terminate called "
            + "|PHP Fatal error|Fatal error: Uncaught"
            + "|Uncaught |\\[?UnhandledPromiseRejection"
            + "|node:internal/"
            + "|([a-z][\\w]*\\.){1,12}[A-Z][\\w$]*(Exception|Error)(: |$)"
            + "|[A-Z]\\w{0,60}(Error|Exception): )");

    /** Words of which one is in every line that begins a head; looking for them first is cheap. */
    private static final List<String> HINTS =
            List.of("panic", "Traceback", "xception", "Error", "error: ", "terminate", "Uncaught", "node:internal");

    List<Line> lines = new ArrayList<>();
    int following;

    /**
     * Takes the next line of the run.
     *
     * @param most so many lines are kept
     */
    void line(Line line, int most) {
        String text = line.text();
        if (following == 0 && begins(text)) {
            lines.clear();
            lines.add(line);
            following = FOLLOWING;
        } else if (following > 0) {
            following--;
            if (lines.size() < most) {
                lines.add(line);
            }
        } else if (!lines.isEmpty() && lines.size() < most && text.startsWith("Caused by: ")) {
            lines.add(line);
        }
    }

    private static boolean begins(String text) {
        for (String hint : HINTS) {
            if (text.contains(hint)) {
                return BEGINS.matcher(text).find();
            }
        }
        return false;
    }

    void shrink(int most) {
        while (lines.size() > most) {
            lines.removeLast();
        }
    }
}
