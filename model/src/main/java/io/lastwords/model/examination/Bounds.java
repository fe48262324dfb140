package io.lastwords.model.examination;

import io.lastwords.model.text.Cut;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps an examination far below what a record may hold, whatever was read. */
final class Bounds {
    /** A path, a word, a symbol: more than any honest one has. */
    static final int WORD = 512;
    /** A line. */
    static final int LINE = 2_048;
    /** A command line. */
    static final int COMMAND = 4_096;
    /** A script's text. */
    static final int TEXT = 8_192;
    /** Steps, files, copies. */
    static final int FEW = 16;
    /** Words, libraries, history. */
    static final int MANY = 128;

    private Bounds() {}

    static <T> List<T> list(@Nullable List<T> list, int most) {
        if (list == null) {
            return List.of();
        }
        return List.copyOf(list.size() > most ? list.subList(0, most) : list);
    }

    static List<String> texts(@Nullable List<String> list, int most, int longest) {
        return list(list, most).stream().map(text -> text(text, longest)).toList();
    }

    /** The words of a command line, together at most {@value #COMMAND} characters. */
    static List<String> words(@Nullable List<String> words) {
        var kept = new ArrayList<String>();
        int room = COMMAND;
        for (String word : list(words, MANY)) {
            if (room <= 0) {
                break;
            }
            kept.add(text(word, room));
            room -= word.length();
        }
        return List.copyOf(kept);
    }

    static @Nullable List<String> wordsOrNull(@Nullable List<String> words) {
        return words == null ? null : words(words);
    }

    /** Cut, and without control characters: in JSON each would take six bytes. */
    static String text(@Nullable String text, int longest) {
        if (text == null) {
            return "";
        }
        String cut = Cut.at(text, longest);
        for (int i = 0; i < cut.length(); i++) {
            if (unfit(cut.charAt(i))) {
                return replaced(cut);
            }
        }
        return cut;
    }

    static @Nullable String textOrNull(@Nullable String text, int longest) {
        return text == null ? null : text(text, longest);
    }

    private static boolean control(int c) {
        return c < ' ' && c != '\n' && c != '\t' && c != '\r';
    }

    private static boolean unfit(char c) {
        return control(c) || Character.isSurrogate(c);
    }

    private static String replaced(String text) {
        var fit = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            boolean lone = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
            fit.appendCodePoint(lone || control(c) ? 0xfffd : c);
        });
        return fit.toString();
    }
}
