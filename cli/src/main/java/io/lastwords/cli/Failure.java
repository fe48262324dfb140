package io.lastwords.cli;

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
}
