package io.lastwords.collector.logs;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The line that a program prints on reaching main: {@code TEXT}, anywhere in a line, or {@code /REGEX/}. Matched on the
 * bytes that the program wrote, before masking, and in linear time whatever the expression.
 */
public final class Marker {
    private static final int LONGEST = 1_000;

    private final byte[] text;
    private final @Nullable Pattern pattern;

    private Marker(byte[] text, @Nullable Pattern pattern) {
        this.text = text;
        this.pattern = pattern;
    }

    /**
     * Reads a marker as a label or the configuration gives it.
     *
     * @throws IllegalArgumentException with one clear line, where it is empty or not an expression
     */
    public static Marker of(String marker) {
        if (marker.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "a marker has " + marker.length() + " characters: give at most " + LONGEST + " of them");
        }
        if (marker.length() > 2 && marker.startsWith("/") && marker.endsWith("/")) {
            String expression = marker.substring(1, marker.length() - 1);
            if (Expansion.of(expression) > LONGEST) {
                throw new IllegalArgumentException("a marker repeats too much: write it shorter than " + LONGEST
                        + " characters with its {counts} written out");
            }
            try {
                return new Marker(new byte[0], Pattern.compile(expression));
            } catch (PatternSyntaxException e) {
                String why = "marker " + marker + " is no regular expression: " + e.getMessage();
                throw new IllegalArgumentException(why.replaceAll("\\p{Cntrl}", "\ufffd"));
            }
        }
        if (marker.isEmpty()) {
            throw new IllegalArgumentException("a marker is empty: give a text, or /REGEX/");
        }
        return new Marker(marker.getBytes(StandardCharsets.UTF_8), null);
    }

    /** Whether it begins within the first {@code begin} bytes of these and ends within all of them. */
    boolean in(byte[] bytes, int from, int to, int begin) {
        if (pattern != null) {
            byte[] line = from == 0 && to == bytes.length ? bytes : Arrays.copyOfRange(bytes, from, to);
            var matcher = pattern.matcher(line);
            return matcher.find() && matcher.start() < begin;
        }
        int last = Math.min(to - text.length, from + begin - 1);
        for (int at = from; at <= last; at++) {
            if (bytes[at] == text[0] && Arrays.equals(bytes, at, at + text.length, text, 0, text.length)) {
                return true;
            }
        }
        return false;
    }
}
