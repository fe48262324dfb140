package io.lastwords.analyzer.core;

import io.lastwords.model.topic.Sha256;

/** Short names for things that are the same wherever and whenever they are seen again. */
public final class Ids {
    private Ids() {}

    /** 16 hexadecimal digits of these parts' SHA-256. */
    public static String of(Object... parts) {
        var text = new StringBuilder();
        for (int i = 0; i < parts.length; i++) {
            text.append(i == 0 ? "" : "\n").append(parts[i]);
        }
        return Sha256.shortHex(text.toString());
    }
}
