package io.lastwords.cli.failure;

/**
 * Something that can go wrong and that the user can mend. The message is one line that says what happened and what to
 * do; no stack trace is shown.
 */
public final class Failure extends Exception {
    private static final long serialVersionUID = 1;

    public Failure(String message) {
        super(message);
    }

    public Failure(String message, Throwable cause) {
        super(message, cause);
    }

    /** A service's own failure, whose message already is such a line. */
    public static Failure of(Exception told) {
        return new Failure(String.valueOf(told.getMessage()), told);
    }
}
