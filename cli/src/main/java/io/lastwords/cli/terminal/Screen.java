package io.lastwords.cli.terminal;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How wide the place is that results go to, and whether it shows colours. A pipe or a file gets neither colours nor
 * surprises: always the same width.
 *
 * @param columns 60 to 100: lines longer than that are hard to read
 */
public record Screen(int columns, boolean colour) {
    private static final int NARROWEST = 60;
    private static final int WIDEST = 100;
    private static final int USUAL = 88;

    public Screen {
        columns = Math.clamp(columns, NARROWEST, WIDEST);
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
        var plain = !environment.getOrDefault("NO_COLOR", "").isEmpty()
                || environment.getOrDefault("TERM", "dumb").equals("dumb");
        return new Screen(columns.matches("[1-9]\\d{0,4}") ? Integer.parseInt(columns) : USUAL, !plain);
    }
}
