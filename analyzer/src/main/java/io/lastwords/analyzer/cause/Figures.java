package io.lastwords.analyzer.cause;

import io.lastwords.model.examination.FileCopy;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Sizes, digests, modes and paths as a sentence has them. */
final class Figures {
    private static final int DIGITS = 12;
    private static final String PREFIX = "sha256:";

    private Figures() {}

    static String bytes(long count) {
        return String.format(Locale.ROOT, "%,d bytes", count);
    }

    /** A digest or an image's ID, short as the engine's own commands show it. */
    static String digest(String digest) {
        String hex = digest.startsWith(PREFIX) ? digest.substring(PREFIX.length()) : digest;
        return PREFIX + hex.substring(0, Math.min(DIGITS, hex.length()));
    }

    /** {@code 438,768 bytes, sha256:0123456789ab}. */
    static String file(FileCopy copy) {
        return file(copy.size(), copy.digest());
    }

    static String file(long size, @Nullable String digest) {
        return digest == null ? bytes(size) : bytes(size) + ", " + digest(digest);
    }

    /** A path's last name. */
    static String base(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    static String mode(int mode) {
        return String.format(Locale.ROOT, "%04o", mode);
    }
}
