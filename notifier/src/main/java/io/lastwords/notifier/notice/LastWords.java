package io.lastwords.notifier.notice;

import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.journal.LogLine;
import java.util.ArrayDeque;
import java.util.List;
import java.util.stream.Collectors;

/** The last lines as one text: where there is not room for all, the last ones count most. */
public final class LastWords {
    /** So many characters go into a text that has room for all else. */
    public static final int MOST = 8_000;

    private static final int LINE = 400;

    private LastWords() {}

    /**
     * As many of the last lines as fit, oldest first; where both streams are among them, each line says which.
     *
     * @param limit in characters, at least 100
     */
    public static String text(List<Diagnosis.Line> lines, int limit) {
        boolean both = fromBoth(lines);
        var kept = new ArrayDeque<String>();
        int room = limit - 40;
        for (var line : lines.reversed()) {
            String text = (both ? prefix(line.stream()) : "") + Plain.line(line.text(), Math.min(LINE, limit - 60));
            room -= text.length() + 1;
            if (room < 0) {
                break;
            }
            kept.addFirst(text);
        }
        int left = lines.size() - kept.size();
        if (left > 0) {
            kept.addFirst("… " + left + (left == 1 ? " earlier line" : " earlier lines"));
        }
        return String.join("\n", kept);
    }

    /** Whether {@link #text} would show all of it. */
    public static boolean fit(List<Diagnosis.Line> lines, int limit) {
        return text(lines, limit).equals(whole(lines));
    }

    /** All of it, however long. */
    public static String whole(List<Diagnosis.Line> lines) {
        boolean both = fromBoth(lines);
        return lines.stream()
                .map(line -> (both ? prefix(line.stream()) : "") + line.text())
                .collect(Collectors.joining("\n"));
    }

    private static boolean fromBoth(List<Diagnosis.Line> lines) {
        return lines.stream().map(Diagnosis.Line::stream).distinct().count() > 1;
    }

    private static String prefix(LogLine.Stream stream) {
        return stream.label() + " │ ";
    }
}
