package io.lastwords.collector;

/** No engine answers. The message is one line that says where it was looked for and what to do. */
public final class EngineUnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    EngineUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
