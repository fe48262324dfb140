package io.lastwords.analyzer;

/** The analyzer cannot go on; the message is one line for a person. */
public final class AnalyzerFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    AnalyzerFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
