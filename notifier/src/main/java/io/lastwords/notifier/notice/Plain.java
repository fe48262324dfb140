package io.lastwords.notifier.notice;

import io.lastwords.model.text.Cut;

/**
 * Text that came from a container, made harmless to show: no terminal escapes, no control or direction characters, no
 * half surrogates, and never longer than asked for. Reads only a bounded part of its input, however long that is and
 * however little of it shows.
 */
public final class Plain {
    private static final char ESCAPE = 0x1b;
    private static final char BELL = 0x07;
    private static final char CUT = '…';

    /** How much that shows nothing is read over, beside eight times of what is shown. */
    private static final int MARGIN = 4_096;

    private Plain() {}

    /** One line: line ends become spaces. */
    public static String line(String text, int limit) {
        return clean(text, limit, false);
    }

    /** Several lines: newlines stay. */
    public static String lines(String text, int limit) {
        return clean(text, limit, true);
    }

    private static String clean(String text, int limit, boolean newlines) {
        var out = new StringBuilder(Math.min(text.length(), limit) + 2);
        int end = (int) Math.min(text.length(), 8L * limit + MARGIN);
        int at = 0;
        while (at < end && out.length() <= limit) {
            if (text.charAt(at) == ESCAPE) {
                at = afterEscape(text, at, end);
            } else {
                int point = text.codePointAt(at);
                at += Character.charCount(point);
                append(out, point, newlines);
            }
        }
        return cut(out, limit, at < text.length()).stripTrailing();
    }

    private static void append(StringBuilder out, int point, boolean newlines) {
        if (point == '\n' && newlines) {
            out.append('\n');
        } else if (point == '\t') {
            out.append("    ");
        } else if (point == '\n' || point == '\r' || point == 0x85 || point == 0x2028 || point == 0x2029) {
            out.append(point == '\r' && newlines ? "" : " ");
        } else if (point >= 0xd800 && point <= 0xdfff) {
            out.append('\ufffd');
        } else if (!invisible(point)) {
            out.appendCodePoint(point);
        }
    }

    /** What shows nothing and could hide or turn round what follows; joiners stay, since scripts and emoji need them. */
    private static boolean invisible(int point) {
        int type = Character.getType(point);
        return Character.isISOControl(point)
                || (type == Character.FORMAT && point != 0x200c && point != 0x200d)
                || type == Character.UNASSIGNED
                || type == Character.PRIVATE_USE;
    }

    private static String cut(StringBuilder out, int limit, boolean more) {
        if (out.length() <= limit && !more) {
            return out.toString();
        }
        out.setLength(Cut.end(out, Math.clamp(limit - 1, 0, out.length())));
        return out.append(CUT).toString();
    }

    /** The index after a terminal's escape sequence (ECMA-48): CSI, a string such as OSC, or a single character. */
    private static int afterEscape(String text, int escape, int end) {
        int at = escape + 1;
        if (at >= end) {
            return at;
        }
        char kind = text.charAt(at);
        return switch (kind) {
            case '[' -> afterControlSequence(text, at + 1, end);
            case ']', 'P', '^', '_', 'X' -> afterString(text, at + 1, end);
            case '(', ')', '*', '+', '#', '%' -> Math.min(at + 2, text.length());
            default -> kind >= 0x20 && kind < 0x7f ? at + 1 : at;
        };
    }

    private static int afterControlSequence(String text, int from, int end) {
        int at = from;
        while (at < end) {
            char c = text.charAt(at);
            if (c >= 0x40 && c <= 0x7e) {
                return at + 1;
            }
            if (c < 0x20 || c > 0x3f) {
                return at;
            }
            at++;
        }
        return at;
    }

    /** An unterminated string ends with its line, so that it cannot swallow the rest. */
    private static int afterString(String text, int from, int end) {
        int at = from;
        while (at < end) {
            char c = text.charAt(at);
            if (c == BELL) {
                return at + 1;
            }
            if (c == '\n') {
                return at;
            }
            if (c == ESCAPE) {
                return at + 1 < text.length() && text.charAt(at + 1) == '\\' ? at + 2 : at;
            }
            at++;
        }
        return at;
    }
}
