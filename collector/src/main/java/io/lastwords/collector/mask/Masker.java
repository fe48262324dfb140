package io.lastwords.collector.mask;

import java.util.List;

/**
 * Takes secrets out of one container's texts: the values of its own variables whose names say secret, credentials in
 * URLs, and the well-known forms of tokens and keys. Immutable and thread-safe; it holds the values in memory only.
 */
public final class Masker {
    /** What stands in a secret's place. */
    public static final String MASK = "***";

    private Masker() {}

    /**
     * @param environment {@code NAME=VALUE}, as inspect gives it
     */
    public static Masker of(List<String> environment) {
        return new Masker();
    }

    /** A text without its secrets: a command, an error, health output. */
    public String mask(String text) {
        throw new UnsupportedOperationException();
    }

    /** The words of a command line without their secrets, also where a secret's flag is the word before it. */
    public List<String> mask(List<String> words) {
        throw new UnsupportedOperationException();
    }
}
