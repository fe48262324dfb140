package io.lastwords.collector.examine.files;

/** A place could not be looked into; the message is one line and becomes a fact. */
public final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;
    private final boolean loop;

    public UnreadableException(String reason) {
        this(reason, false);
    }

    private UnreadableException(String reason, boolean loop) {
        super(reason);
        this.loop = loop;
    }

    /** Links that lead in a circle. */
    public static UnreadableException loop(String path) {
        return new UnreadableException("the links at " + path + " lead in a circle, or through too many", true);
    }

    /** Whether links lead in a circle. */
    public boolean isLoop() {
        return loop;
    }

    /** The message, never empty. */
    public String reason() {
        String message = getMessage();
        return message == null ? "unreadable" : message;
    }
}
