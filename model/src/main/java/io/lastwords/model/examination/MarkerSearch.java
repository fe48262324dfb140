package io.lastwords.model.examination;

import org.jspecify.annotations.Nullable;

/**
 * Whether a configured marker occurs in a file's bytes.
 *
 * @param marker as configured, {@code TEXT} or {@code /REGEX/}
 * @param literal what was searched for: the text, or the expression's longest literal part; null where it has none of
 *     at least four characters, so that nothing was searched
 * @param partial whether the literal is only a part of the marker
 * @param found whether it occurs; false also where {@link FileCopy#searched} is short of the size
 */
public record MarkerSearch(String marker, @Nullable String literal, boolean partial, boolean found) {
    public MarkerSearch {
        marker = Bounds.text(marker, Bounds.WORD);
        literal = Bounds.textOrNull(literal, Bounds.WORD);
    }
}
