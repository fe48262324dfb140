package io.lastwords.collector.logs;

import java.io.IOException;

/** The engine answered a request with something else than 200. */
final class EngineAnswerException extends IOException {
    private final int status;

    EngineAnswerException(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
