package io.lastwords.notifier.template;

import io.lastwords.model.text.Cut;
import java.io.Writer;

/** Takes so much text and no more; what comes after is dropped, and a sign stands for it. */
final class Bounded extends Writer {
    private static final char CUT = '…';

    private final int limit;
    private final StringBuilder text = new StringBuilder();
    private boolean cut;

    Bounded(int limit) {
        this.limit = limit;
    }

    @Override
    public void write(char[] from, int offset, int length) {
        int room = limit - text.length();
        text.append(from, offset, Math.min(length, room));
        cut |= length > room;
    }

    @Override
    public void flush() {
        // there is nothing behind it
    }

    @Override
    public void close() {
        // there is nothing behind it
    }

    /** What was written, or its beginning. */
    @Override
    public String toString() {
        if (!cut) {
            return text.toString();
        }
        return text.substring(0, Cut.end(text, limit - 1)) + CUT;
    }
}
