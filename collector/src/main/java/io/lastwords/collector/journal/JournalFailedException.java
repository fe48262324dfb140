package io.lastwords.collector.journal;

/** The journal cannot be written any more. The message is one line for a person. */
public final class JournalFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    public JournalFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
