package io.lastwords.notifier.template;

import java.util.List;

/** A template cannot be used; its message is one line, without the place. */
public final class InvalidTemplateException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final int line;
    private final String unknown;
    private final transient List<String> known;

    InvalidTemplateException(int line, String reason) {
        this(line, reason, "", List.of());
    }

    /** What is named is not known. */
    InvalidTemplateException(int line, String reason, String unknown, List<String> known) {
        super(reason);
        this.line = line;
        this.unknown = unknown;
        this.known = List.copyOf(known);
    }

    /** Which line of the template, from 1. */
    public int line() {
        return line;
    }

    /** A name that there is not; empty where the trouble is another. */
    public String unknown() {
        return unknown;
    }

    /** The names that there are in its place; empty where nothing is unknown. */
    public List<String> known() {
        return known;
    }
}
