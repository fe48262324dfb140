package io.lastwords.collector.engine;

/** No engine answers. The message is one line that says where it was looked for and what to do. */
public final class UnreachableEngineException extends Exception {
    private static final long serialVersionUID = 1L;

    public UnreachableEngineException(String message) {
        super(message);
    }

    public UnreachableEngineException(String message, Throwable cause) {
        super(message, cause);
    }
}
