package io.lastwords.cli.terminal;

/** A length as blocks, in eighths of a cell. */
final class Bar {
    private static final String EIGHTHS = " ▏▎▍▌▋▊▉";

    private Bar() {}

    /**
     * As many cells as fit, filled up with spaces; whatever is there at all shows.
     *
     * @param whole what fills all cells
     */
    static String of(long part, long whole, int cells) {
        double share = whole <= 0 ? 0 : Math.clamp((double) part / whole, 0.0, 1.0);
        int eighths = Math.max(1, (int) Math.round(share * cells * 8));
        var bar = "█".repeat(eighths / 8) + (eighths % 8 == 0 ? "" : EIGHTHS.charAt(eighths % 8));
        return bar + " ".repeat(cells - bar.length());
    }
}
