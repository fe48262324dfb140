package io.lastwords.cli.terminal;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How wide the place is that results go to, and whether it shows colours. A pipe or a file gets neither colours nor
 * surprises: text always at the same width, tables as wide as they are.
 *
 * @param columns 60 to 100: lines of text that are longer than that are hard to read
 * @param width how wide a table may be: the terminal's width, {@value #UNBOUNDED} where there is none
 * @param terminal whether somebody looks, at a place where what stands there can be written over
 */
public record Screen(int columns, boolean colour, int width, boolean terminal) {
    static final int UNBOUNDED = Integer.MAX_VALUE;
    private static final int NARROWEST = 60;
    private static final int WIDEST = 100;
    private static final int USUAL = 88;

    public Screen {
        columns = Math.clamp(columns, NARROWEST, WIDEST);
        width = Math.max(width, NARROWEST);
    }

    /** A place that is no terminal. */
    public Screen(int columns, boolean colour) {
        this(columns, colour, UNBOUNDED, false);
    }

    /**
     * What the launcher found out.
     *
     * @param columns of the terminal on stdout; null where that is none
     */
    public static Screen of(@Nullable String columns, Map<String, String> environment) {
        if (columns == null) {
            return new Screen(USUAL, false);
        }
        var dumb = environment.getOrDefault("TERM", "dumb").equals("dumb");
        var plain = dumb || !environment.getOrDefault("NO_COLOR", "").isEmpty();
        int width = columns.matches("[1-9]\\d{0,4}") ? Integer.parseInt(columns) : USUAL;
        return new Screen(width, !plain, width, !dumb);
    }
}
