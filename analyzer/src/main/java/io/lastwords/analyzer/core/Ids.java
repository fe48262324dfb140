package io.lastwords.analyzer.core;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Short names for things that are the same wherever and whenever they are seen again. */
public final class Ids {
    private static final int BYTES = 8;

    private Ids() {}

    /** 16 hexadecimal digits of these parts' SHA-256. */
    public static String of(Object... parts) {
        var text = new StringBuilder();
        for (int i = 0; i < parts.length; i++) {
            text.append(i == 0 ? "" : "\n").append(parts[i]);
        }
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
