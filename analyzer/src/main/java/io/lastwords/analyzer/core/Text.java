package io.lastwords.analyzer.core;

/** Bounds for the text that a state or a diagnosis keeps. */
final class Text {
    private static final int MAX = 500;

    private Text() {}

    /** At most {@value #MAX} characters, never half of a surrogate pair. */
    static String bounded(String text) {
        if (text.length() <= MAX) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MAX - 1)) ? MAX - 1 : MAX;
        return text.substring(0, end) + "…";
    }
}
