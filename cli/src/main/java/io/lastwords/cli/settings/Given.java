package io.lastwords.cli.settings;

import org.jspecify.annotations.Nullable;

/**
 * A value as somebody wrote it.
 *
 * @param where for a person: a file with its line, a variable, an option
 * @param lines where each of its lines is; null where that is not known, or the value is one line
 */
record Given(String value, String where, @Nullable Lines lines) {
    Given(String value, String where) {
        this(value, where, null);
    }

    /** Where a line of the value is, as near as that is known; the first is 1. */
    String where(int line) {
        return lines == null ? where : lines.before + (lines.first + line - 1) + lines.after;
    }

    /**
     * Lines that are as they stand in a file.
     *
     * @param before what goes before the number
     * @param first the number of the first
     * @param after what goes behind the number
     */
    record Lines(String before, int first, String after) {}
}
