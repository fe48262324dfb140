package io.lastwords.notifier.slack;

import io.lastwords.model.text.Cut;
import java.util.ArrayList;
import java.util.List;

/**
 * A long text in mrkdwn as the texts of sections, within Slack's limits: at line ends where it can be, never through an
 * escape or a link, and what is preformatted goes on as such.
 */
final class Sections {
    private static final int SECTION = 3_000;
    private static final int ALL = 12_000;
    private static final int MARKUP = 500;
    private static final String FENCE = "```";
    private static final String CUT = "…";

    private Sections() {}

    static List<String> of(String text) {
        var sections = new ArrayList<String>();
        String left = text.strip();
        if (left.length() > ALL) {
            left = left.substring(0, whole(left, ALL - CUT.length())) + CUT;
        }
        boolean preformatted = false;
        while (!left.isBlank()) {
            String begin = preformatted ? FENCE + "\n" : "";
            int room = SECTION - begin.length() - FENCE.length() - 1;
            int end = left.length() <= room ? left.length() : end(left, room);
            String part = left.substring(0, end);
            left = left.substring(end);
            preformatted ^= fences(part) % 2 == 1;
            if (!part.isBlank()) {
                sections.add(begin + part.stripTrailing() + (preformatted ? "\n" + FENCE : ""));
            }
        }
        return sections;
    }

    /** Behind the last newline, else behind the last space, where that leaves no small piece. */
    private static int end(String text, int room) {
        for (char at : new char[] {'\n', ' '}) {
            int last = text.lastIndexOf(at, room - 1);
            if (last >= room / 2) {
                return whole(text, last + 1);
            }
        }
        return whole(text, room);
    }

    /** The end, or a little before it: not within an escape, a link, a fence or a character. */
    private static int whole(String text, int end) {
        int markup = text.lastIndexOf('<', end - 1);
        int close = markup < 0 ? -1 : text.indexOf('>', markup);
        if (close >= end && end - markup < MARKUP && close - markup < MARKUP && markup > 0) {
            return markup;
        }
        int escape = text.lastIndexOf('&', end - 1);
        if (escape > end - 5 && escape > 0 && text.indexOf(';', escape) >= end) {
            return escape;
        }
        int fence = end;
        while (fence > end - 3 && fence > 1 && text.charAt(fence - 1) == '`') {
            fence--;
        }
        if (fence < end && text.charAt(end) == '`') {
            return fence;
        }
        return Cut.end(text, end);
    }

    private static int fences(String text) {
        int count = 0;
        for (int at = text.indexOf(FENCE); at >= 0; at = text.indexOf(FENCE, at + FENCE.length())) {
            count++;
        }
        return count;
    }
}
