package io.lastwords.model.text;

/** Shortens text, and never leaves half of a surrogate pair. */
public final class Cut {
    private Cut() {}

    /** The first so many characters, or one less; the text itself where it has no more. */
    public static String at(String text, int most) {
        return text.length() <= most ? text : text.substring(0, end(text, most));
    }

    /**
     * Where a text can be cut.
     *
     * @param most from 0 to the text's length
     * @return the same, or one less where a pair would be parted
     */
    public static int end(CharSequence text, int most) {
        return most > 0 && Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    }
}
