package io.lastwords.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/** Breaks text into lines that fit, at spaces where there are any. */
final class Wrapping {
    private Wrapping() {}

    static List<String> words(String text, int width) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        var begun = false; // a line may begin with spaces, which are empty words
        for (var word : text.split(" ", -1)) {
            if (begun && length(line) + 1 + length(word) > width) {
                lines.add(line.toString());
                line.setLength(0);
            } else if (begun) {
                line.append(' ');
            }
            var pieces = hard(word, width);
            for (var piece : pieces.subList(0, pieces.size() - 1)) {
                lines.add(line + piece);
                line.setLength(0);
            }
            line.append(pieces.getLast());
            begun = true;
        }
        lines.add(line.toString());
        return lines;
    }

    /** Cuts wherever the width ends; at least one line. */
    static List<String> hard(String text, int width) {
        if (length(text) <= width) {
            return List.of(text);
        }
        var lines = new ArrayList<String>();
        int from = 0;
        while (from < text.length()) {
            int rest = text.codePointCount(from, text.length());
            int to = text.offsetByCodePoints(from, Math.min(width, rest));
            lines.add(text.substring(from, to));
            from = to;
        }
        return lines;
    }

    static int length(CharSequence text) {
        return Character.codePointCount(text, 0, text.length());
    }
}
