package io.lastwords.notifier;

/** The notifier cannot go on; the message is one line that says why. */
public final class NotifierFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    NotifierFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
