package io.lastwords.collector.engine;

import java.io.IOException;

/** Another engine answers now where one was watched. The message is one line that says where and what to do. */
public final class OtherEngineException extends IOException {
    private static final long serialVersionUID = 1L;

    OtherEngineException(String address, String id, String before) {
        super("another engine answers at " + address + ": its ID is " + id + ", that of the one before was " + before
                + "; start again to watch it (an engine whose ID in /info does not stay the same cannot be watched)");
    }
}
