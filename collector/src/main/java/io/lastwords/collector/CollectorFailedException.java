package io.lastwords.collector;

/** A collector cannot go on. The message is one line for a person. */
public final class CollectorFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    CollectorFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
