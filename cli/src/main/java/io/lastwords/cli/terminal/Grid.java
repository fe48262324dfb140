package io.lastwords.cli.terminal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Cells in columns that fit a width: where they are too wide, the longest texts lose their middle, since names differ at
 * both ends, and then whole columns are left out.
 */
final class Grid {
    static final int GAP = 2;

    /**
     * One column.
     *
     * @param narrowest how narrow it may become; its cells' own width where it is as wide as that
     * @param dispensable the columns of the highest number are left out first; 0 never
     */
    record Column(String name, boolean right, int narrowest, int dispensable) {}

    private final List<Column> columns;
    private final int[] widths;

    private Grid(List<Column> columns, List<List<String>> rows, int width) {
        this.columns = columns;
        widths = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Wrapping.length(columns.get(i).name());
            for (var row : rows) {
                widths[i] = Math.max(widths[i], Wrapping.length(row.get(i)));
            }
        }
        narrow(width);
    }

    /** For rows of as many cells as there are columns. */
    static Grid of(List<Column> columns, List<List<String>> rows, int width) {
        return new Grid(columns, rows, width);
    }

    /** Whether nothing has to be cut or left out. */
    static boolean fits(List<Column> columns, List<List<String>> rows, int width) {
        return new Grid(columns, rows, Integer.MAX_VALUE).total() <= width;
    }

    private long total() {
        long sum = -GAP;
        for (int width : widths) {
            sum += width == 0 ? 0 : width + GAP;
        }
        return sum;
    }

    private void narrow(int width) {
        while (total() > width) {
            int widest = -1;
            for (int i = 0; i < widths.length; i++) {
                if (widths[i] > columns.get(i).narrowest() && (widest < 0 || widths[i] > widths[widest])) {
                    widest = i;
                }
            }
            if (widest >= 0) {
                widths[widest]--;
            } else if (!leaveOut()) {
                return;
            }
        }
    }

    private boolean leaveOut() {
        var next = columns.stream()
                .filter(column -> column.dispensable() > 0 && widths[columns.indexOf(column)] > 0)
                .max(Comparator.comparingInt(Column::dispensable));
        next.ifPresent(column -> widths[columns.indexOf(column)] = 0);
        return next.isPresent();
    }

    /** The names of the columns. */
    String head() {
        return line(columns.stream().map(Column::name).toList());
    }

    /** One row, without spaces at its end. */
    String line(List<String> cells) {
        var shown = new ArrayList<String>();
        for (int i = 0; i < widths.length; i++) {
            if (widths[i] > 0) {
                var text = cut(cells.get(i), widths[i]);
                var fill = " ".repeat(widths[i] - Wrapping.length(text));
                shown.add(columns.get(i).right() ? fill + text : text + fill);
            }
        }
        return String.join(" ".repeat(GAP), shown).stripTrailing();
    }

    private static String cut(String text, int width) {
        int length = Wrapping.length(text);
        if (length <= width) {
            return text;
        }
        int head = width / 2;
        int tail = width - head - 1;
        return text.substring(0, text.offsetByCodePoints(0, head)) + "…"
                + text.substring(text.offsetByCodePoints(text.length(), -tail));
    }
}
