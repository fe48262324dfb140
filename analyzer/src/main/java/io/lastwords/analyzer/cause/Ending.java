package io.lastwords.analyzer.cause;

import io.lastwords.model.diagnosis.Diagnosis.Line;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The lines that a run ended with: a panic's or an exception's trace and what stands just before it, else its last lines.
 *
 * @param before how many of the lines come before the trace
 * @param error whether it ended with a trace
 */
record Ending(List<Line> lines, int before, boolean error) {
    static final Ending NONE = new Ending(List.of(), 0, false);

    private static final int MAX_LINE = 1_000;
    private static final Duration BURST = Duration.ofSeconds(2);
    private static final int AFTER = 8;
    private static final int BEFORE = 3;
    private static final Pattern FRAME = Pattern.compile(
            "^ ?\\d{1,2}: 0x[0-9a-f]+ |^-{4,} .* -{4,}$|^\\s+(at |File \"|\\d+: |\\.\\.\\. \\d+ more|\\^)|^\\s{4,}|^\\t"
                    + "|^goroutine \\d|^created by |^exit status|^[\\w./]++(?:\\(\\*?\\w++\\)[\\w.]++)?\\(.*\\)$|^Node\\.js v\\d|^note: "
                    + "|^stack backtrace|^[}^\\s]*$|^  \\w+: |^npm (?:ERR!|error)|^error Command failed|^info Visit |^Emitted '|^The above exception|^During handling of the above");
    private static final Pattern BEGIN = Pattern.compile("^thread '.* panicked at |^(?:panic|fatal error): "
            + "|^Traceback \\(most recent|^Exception in thread \"|^Caused by: |^\\s*throw |^Unhandled exception"
            + "|^(?:node:|/|file://|\\[eval)\\S*:\\d+$|^(?:Uncaught )?(?:[\\w.]{1,200}\\.)?(?:[A-Z]\\w*)?(?:Error|Exception)\\b"
            + "|Fatal error: +Uncaught|^terminate called|^APPLICATION FAILED TO START$");

    Ending {
        lines = List.copyOf(lines);
    }

    static Ending of(RunFacts run) {
        List<Line> last = run.lastLines().stream().map(Ending::cut).toList();
        List<Line> head = run.head().stream().map(Ending::cut).toList();
        int begin = begin(last);
        boolean goesOn = !head.isEmpty() && goesOn(head.getFirst(), last);
        if (goesOn) {
            var lines = new ArrayList<>(head);
            lines.addAll(last);
            return new Ending(lines, 0, true);
        }
        if (begin < 0) {
            return new Ending(last, 0, false);
        }
        int before = Math.min(begin, BEFORE);
        return new Ending(last.subList(begin - before, last.size()), before, true);
    }

    /** Whether a line is of a trace's body, which says where and not what. */
    static boolean frame(String text) {
        return FRAME.matcher(text).find();
    }

    /** Where the trace begins that these lines end with; -1 where they do not end with one. */
    private static int begin(List<Line> lines) {
        int begin = -1;
        int after = 0;
        for (int i = lines.size() - 1; i >= 0 && after <= AFTER; i--) {
            String text = lines.get(i).text();
            if (BEGIN.matcher(text).find()) {
                begin = i;
            } else if (!frame(text)) {
                if (begin >= 0) {
                    break;
                }
                after++;
            }
        }
        return begin;
    }

    /** Whether the last lines go on with a trace whose head is above them. */
    private static boolean goesOn(Line head, List<Line> last) {
        if (last.isEmpty() || last.contains(head)) {
            return last.isEmpty();
        }
        long said = last.stream().filter(line -> !frame(line.text())).count();
        return said <= AFTER
                && Duration.between(head.time(), last.getLast().time()).compareTo(BURST) <= 0;
    }

    private static Line cut(Line line) {
        return line.text().length() <= MAX_LINE
                ? line
                : new Line(line.stream(), line.time(), line.text().substring(0, MAX_LINE));
    }
}
