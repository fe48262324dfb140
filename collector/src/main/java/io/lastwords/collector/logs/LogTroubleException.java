package io.lastwords.collector.logs;

import java.io.IOException;

/** The engine found, while it was sending a log, that it cannot read it on: a damaged file, a driver's failure. */
final class LogTroubleException extends IOException {
    LogTroubleException(String message) {
        super(message);
    }
}
