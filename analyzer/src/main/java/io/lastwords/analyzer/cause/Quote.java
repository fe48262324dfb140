package io.lastwords.analyzer.cause;

/** A program's words inside a sentence: one line, short, in quotes. */
final class Quote {
    private static final int MAX = 200;

    private Quote() {}

    static String of(String text) {
        return '"' + bare(text) + '"';
    }

    /** The same without the quotes. */
    static String bare(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        if (line.length() <= MAX) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(MAX - 1)) ? MAX - 1 : MAX;
        return line.substring(0, end) + "…";
    }
}
