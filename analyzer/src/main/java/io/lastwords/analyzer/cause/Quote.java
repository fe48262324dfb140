package io.lastwords.analyzer.cause;

import io.lastwords.model.text.Cut;

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
        return line.length() <= MAX ? line : Cut.at(line, MAX) + "…";
    }
}
