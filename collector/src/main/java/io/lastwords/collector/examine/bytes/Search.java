package io.lastwords.collector.examine.bytes;

import java.util.Arrays;
import java.util.List;

/**
 * Looks for texts and for source paths in bytes that stream by, wherever the reads end. Linear in time, and in memory
 * bounded by the longest text. Not thread-safe.
 */
public final class Search {
    /** Longer than any text that is searched for, and than a source path's look back. */
    static final int OVERLAP = 512;

    private final byte[][] texts;
    private final boolean[] found;
    private final boolean[] first = new boolean[256];
    private final SourceScan sources = new SourceScan();
    private byte[] buffer = new byte[OVERLAP * 2];
    private int length;
    private boolean ended;

    /**
     * @param texts what to look for; of one that is longer than 512 bytes only the beginning counts
     */
    public Search(List<byte[]> texts) {
        this.texts = texts.stream()
                .filter(text -> text.length > 0)
                .map(text -> text.length > OVERLAP ? Arrays.copyOf(text, OVERLAP) : text)
                .toArray(byte[][]::new);
        this.found = new boolean[this.texts.length];
        for (byte[] text : this.texts) {
            first[text[0] & 0xff] = true;
        }
        first['.'] = true;
    }

    void take(byte[] bytes, int from, int n) {
        int need = length + n;
        if (need > buffer.length) {
            buffer = Arrays.copyOf(buffer, need);
        }
        System.arraycopy(bytes, from, buffer, length, n);
        length = need;
        scan(length - OVERLAP);
        keep();
    }

    void end() {
        if (!ended) {
            ended = true;
            scan(length);
        }
    }

    /** Bytes before this are scanned already and only looked back at. */
    private int next;

    private void scan(int to) {
        for (int at = next; at < to; at++) {
            int b = buffer[at] & 0xff;
            if (first[b]) {
                if (b == '.') {
                    sources.dot(buffer, at, length);
                }
                compare(at);
            }
        }
        next = Math.max(next, to);
    }

    private void compare(int at) {
        for (int i = 0; i < texts.length; i++) {
            byte[] text = texts[i];
            if (!found[i]
                    && length - at >= text.length
                    && Arrays.equals(buffer, at, at + text.length, text, 0, text.length)) {
                found[i] = true;
            }
        }
    }

    private void keep() {
        int drop = next - OVERLAP;
        if (drop > 0) {
            System.arraycopy(buffer, drop, buffer, 0, length - drop);
            length -= drop;
            next -= drop;
            sources.shift(drop);
        }
    }

    /** Whether a text occurs in what came; it must be one that was asked for. */
    public boolean found(byte[] text) {
        byte[] cut = text.length > OVERLAP ? Arrays.copyOf(text, OVERLAP) : text;
        for (int i = 0; i < texts.length; i++) {
            if (Arrays.equals(texts[i], cut)) {
                return found[i];
            }
        }
        throw new IllegalArgumentException("this text was not searched for");
    }

    /** The source paths that occur. */
    public SourceScan sources() {
        return sources;
    }
}
