package io.lastwords.cli.settings;

import org.jspecify.annotations.Nullable;

/**
 * Something wrong in the settings, as one line for a person.
 *
 * @param where the file with its line, the variable or the option
 * @param key the key, empty where the trouble is not with one
 * @param value what was given, {@code ***} for a secret; null where nothing was
 */
public record Problem(String where, String key, @Nullable String value, String reason) {
    @Override
    public String toString() {
        var text = new StringBuilder(where);
        if (!key.isEmpty() && !where.equals(key)) {
            text.append(": ").append(key);
        }
        text.append(": ");
        if (value != null) {
            text.append('\'').append(value).append("' ");
        }
        return text.append(reason).toString();
    }
}
