package io.lastwords.cli.replay;

import java.util.regex.Pattern;

/** Names as people select them in a shell: {@code *} stands for any text, a slash included, {@code ?} for one character. */
public final class Glob {
    private final Pattern pattern;

    public Glob(String text) {
        var regex = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                default -> regex.append(Pattern.quote(Character.toString(c)));
            }
        });
        pattern = Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    /** Whether the whole name is meant. */
    public boolean matches(String name) {
        return pattern.matcher(name).matches();
    }
}
