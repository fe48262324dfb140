package io.lastwords.notifier.delivery;

import io.lastwords.notifier.notice.Plain;
import java.io.IOException;

/** Says in one short line why bytes are not a value. */
final class Unreadable {
    private Unreadable() {}

    static String reason(IOException e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return Plain.line(message.lines().findFirst().orElse(""), 200);
    }
}
