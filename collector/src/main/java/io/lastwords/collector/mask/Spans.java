package io.lastwords.collector.mask;

import java.util.Arrays;

/** The places of secrets in a text, in order and apart; reused from text to text. */
public final class Spans {
    private int[] places = new int[12];
    private int count;

    void clear() {
        count = 0;
    }

    /** Adds one; where it begins before the last one's end, both become one. It does not end before the one before that. */
    void add(int reach, int start, int end) {
        if (count > 0 && start < end(count - 1)) {
            int last = 3 * (count - 1);
            int earliest = count > 1 ? end(count - 2) : 0;
            places[last] = Math.min(places[last], reach);
            places[last + 1] = Math.max(earliest, Math.min(places[last + 1], start));
            places[last + 2] = Math.max(places[last + 2], end);
            return;
        }
        if (3 * count == places.length) {
            places = Arrays.copyOf(places, places.length * 2);
        }
        places[3 * count] = reach;
        places[3 * count + 1] = start;
        places[3 * count + 2] = end;
        count++;
    }

    /** How many there are. */
    public int count() {
        return count;
    }

    /** Where the text begins by which the secret is recognised, such as the word before a token. */
    public int reach(int index) {
        return places[3 * index];
    }

    /** The secret's first byte. */
    public int start(int index) {
        return places[3 * index + 1];
    }

    /** The byte after its last one. */
    public int end(int index) {
        return places[3 * index + 2];
    }

    /** Leaves out those that begin at this byte or after it. */
    public void cut(int at) {
        while (count > 0 && start(count - 1) >= at) {
            count--;
        }
    }
}
