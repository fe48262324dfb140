package io.lastwords.cli.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Finds what somebody may have meant by a word that is not known. */
public final class Spelling {
    private Spelling() {}

    /** {@code "; did you mean 'x'?"}, or what there is to choose from where nothing is near. */
    public static String suggestion(String unknown, Collection<String> known) {
        var nearest = known.stream().min(Comparator.comparingInt(word -> distance(unknown, word)));
        if (nearest.isPresent()
                && distance(unknown, nearest.get()) <= Math.max(2, nearest.get().length() / 3)) {
            return "; did you mean '" + nearest.get() + "'?";
        }
        return "; known are " + String.join(", ", known);
    }

    /** Edits from one word to the other, in either case of letters. */
    static int distance(String from, String to) {
        var a = from.toLowerCase(Locale.ROOT);
        var b = to.toLowerCase(Locale.ROOT);
        var row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? diagonal : diagonal + 1;
                row[j] = Math.min(change, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
