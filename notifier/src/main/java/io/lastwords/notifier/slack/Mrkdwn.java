package io.lastwords.notifier.slack;

/** Slack's own markup: escapes what could be a mention or a link, and never cuts through an escape. */
final class Mrkdwn {
    private static final char CUT = '…';

    private Mrkdwn() {}

    /** The text escaped, not longer than the limit once escaped. */
    static String escape(String text, int limit) {
        var out = new StringBuilder(Math.min(text.length(), limit));
        int at = 0;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            String piece = switch (point) {
                case '&' -> "&amp;";
                case '<' -> "&lt;";
                case '>' -> "&gt;";
                default -> Character.toString(point);
            };
            at += Character.charCount(point);
            boolean last = at >= text.length();
            if (out.length() + piece.length() > (last ? limit : limit - 1)) {
                return out.append(CUT).toString();
            }
            out.append(piece);
        }
        return out.toString();
    }

    /** A text within somebody's own markup, however long: three backquotes would end what is preformatted there. */
    static String within(String text) {
        return escape(text.replace("```", "'''"), Integer.MAX_VALUE);
    }

    /** Bold: an asterisk within would end it, so it is replaced by a look-alike. */
    static String bold(String text, int limit) {
        return "*" + escape(text.replace('*', '∗'), limit - 2) + "*";
    }

    /** In a line of code: a backquote within would end it, so it is replaced by an apostrophe. */
    static String code(String text, int limit) {
        return "`" + escape(text.replace('`', '\''), limit - 2) + "`";
    }
}
