package io.lastwords.model.topic;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names for things that are the same wherever and whenever they are seen again. */
public final class Sha256 {
    private static final int SHORT = 16;

    private Sha256() {}

    /** 64 hexadecimal digits: the SHA-256 of a text in UTF-8. */
    public static String hex(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The first 16 of them, which is enough to tell incidents apart. */
    public static String shortHex(String text) {
        return hex(text).substring(0, SHORT);
    }
}
