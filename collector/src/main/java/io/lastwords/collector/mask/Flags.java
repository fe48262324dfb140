package io.lastwords.collector.mask;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;

/** Secrets on command lines, known by the flag or the assignment before them. */
final class Flags {
    private static final String NAME =
            "[a-zA-Z0-9_.-]*(?i:password|passwd|token|secret|credential|api[_-]?key|access[_-]?key)[a-zA-Z0-9_-]*";

    private static final Pattern FLAG = Pattern.compile("--?" + NAME);

    /** {@code --db-password=value} and {@code PGPASSWORD=value}, in quotes or not. */
    private static final Pattern ASSIGNED =
            Pattern.compile("(^|[\\s'\"(;&?|])((?:--?)?" + NAME + "=)(\"[^\"]*\"|'[^']*'|[^\\s\"';&|)]+)");

    /** {@code --db-password value} within one word, such as a shell's command. */
    private static final Pattern SPACED =
            Pattern.compile("(^|[\\s'\"(;&|])(--" + NAME + "\\s+)(\"[^\"]*\"|'[^']*'|[^\\s\"'-][^\\s\"';&|)]*)");

    private Flags() {}

    static String mask(String text) {
        if (text.indexOf('=') < 0) {
            return text;
        }
        var found = ASSIGNED.matcher(text);
        return found.find() ? found.replaceAll("$1$2" + Masker.MASK) : text;
    }

    static List<String> mask(List<String> words) {
        var masked = new ArrayList<String>(words.size());
        boolean secret = false;
        for (String word : words) {
            if (secret && !word.startsWith("-")) {
                masked.add(Masker.MASK);
                secret = false;
                continue;
            }
            secret = FLAG.matches(word);
            if (ASSIGNED.matcher(word).lookingAt() && word.indexOf(' ') < 0) {
                masked.add(word.substring(0, word.indexOf('=') + 1) + Masker.MASK);
            } else {
                masked.add(SPACED.matcher(mask(word)).replaceAll("$1$2" + Masker.MASK));
            }
        }
        return List.copyOf(masked);
    }
}
