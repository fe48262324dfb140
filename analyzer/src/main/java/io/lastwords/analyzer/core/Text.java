package io.lastwords.analyzer.core;

import io.lastwords.model.text.Cut;

/** Bounds for the text that a state or a diagnosis keeps. */
final class Text {
    private static final int MAX = 500;

    /** As JSON takes it: a control character takes six bytes, and a line may be made of them. */
    private static final int MAX_BYTES = 3 * MAX;

    private Text() {}

    /** At most {@value #MAX} characters and {@value #MAX_BYTES} bytes, never half of a surrogate pair. */
    static String bounded(String text) {
        int end = fitting(text);
        if (end == text.length()) {
            return text;
        }
        return Cut.at(text, end) + "…";
    }

    private static int fitting(String text) {
        if (text.length() <= MAX_BYTES / 6) {
            return text.length();
        }
        int most = Math.min(text.length(), MAX);
        int bytes = 0;
        for (int i = 0; i < most; i++) {
            bytes += text.charAt(i) < ' ' ? 6 : 3;
            if (bytes > MAX_BYTES) {
                return i;
            }
        }
        return most;
    }
}
