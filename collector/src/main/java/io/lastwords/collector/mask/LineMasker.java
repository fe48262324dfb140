package io.lastwords.collector.mask;

/**
 * Finds the secrets in the lines of one stream, line by line, on their bytes. It remembers that a private key goes on
 * over several lines. Not thread-safe.
 */
public final class LineMasker {
    /** More lines than any private key has: where its end never comes, text is text again. */
    private static final int MAX_KEY_LINES = 200;

    private final Masker masker;
    private final Spans spans = new Spans();
    private int keyLines;
    private int keyLinesAfter;

    LineMasker(Masker masker) {
        this.masker = masker;
    }

    /** The secrets in a line, or in the rest of one; what it remembers stays until {@link #advance}. */
    public Spans find(byte[] line, int from, int to) {
        spans.clear();
        int at = from;
        keyLinesAfter = 0;
        if (keyLines > 0) {
            int end = Forms.indexOf(line, from, to, Forms.END);
            if (end >= 0) {
                at = Forms.endOfEnd(line, end, to);
                spans.add(from, from, at);
            } else {
                keyLinesAfter = keyLines < MAX_KEY_LINES ? keyLines + 1 : 0;
                inKey(line, from, to);
                return spans;
            }
        }
        boolean open = masker.find(line, at, to, spans);
        keyLinesAfter = open ? 1 : 0;
        return spans;
    }

    /** A key's own lines, perhaps after a logger's prefix; a line of several words is not the key's. */
    private void inKey(byte[] line, int from, int to) {
        int end = to;
        while (end > from && line[end - 1] <= ' ' && line[end - 1] >= 0) {
            end--;
        }
        int start = end;
        while (start > from && Chars.BASE64.has(line[start - 1])) {
            start--;
        }
        boolean alone = start == from || Forms.indexOf(line, from, start, SPACE) < 0;
        if (end > start && (alone || end - start >= 20)) {
            spans.add(from, start, end);
        } else if (end > start) {
            keyLinesAfter = masker.find(line, from, to, spans) ? 1 : keyLinesAfter;
        }
    }

    private static final byte[] SPACE = {' '};

    /** What {@link #find} looked at last is given out whole: a key that it left open goes on. */
    public void advance() {
        keyLines = keyLinesAfter;
    }

    /** Whether a private key is open. */
    public boolean secret() {
        return keyLines > 0;
    }

    /** Goes on where another left off. */
    public void restore(boolean secret) {
        keyLines = secret ? 1 : 0;
    }
}
