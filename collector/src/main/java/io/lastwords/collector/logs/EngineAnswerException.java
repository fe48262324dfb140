package io.lastwords.collector.logs;

import java.io.IOException;

/** The engine answered a request with something else than success. */
public final class EngineAnswerException extends IOException {
    private final int status;

    EngineAnswerException(int status, String message) {
        super(message);
        this.status = status;
    }

    public int status() {
        return status;
    }
}
