package io.lastwords.model.topic;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names for things that are the same wherever and whenever they are seen again. */
public final class Sha256 {
    private Sha256() {}

    /** 64 hexadecimal digits: the SHA-256 of a text in UTF-8. */
    public static String hex(String text) {
        return HexFormat.of().formatHex(digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** The first 16 of them, which is enough to tell incidents apart. */
    public static String shortHex(String text) {
        return HexFormat.of().toHexDigits(first(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** The first 64 bits of the SHA-256, as many as those 16 digits say. */
    public static long first(byte[] bytes) {
        return ByteBuffer.wrap(digest(bytes)).getLong();
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
