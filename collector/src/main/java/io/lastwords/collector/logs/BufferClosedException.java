package io.lastwords.collector.logs;

import java.io.IOException;

/** The sender takes nothing any more: what is being read belongs to whoever goes on from the committed position. */
public final class BufferClosedException extends IOException {
    BufferClosedException() {
        super("the buffer of this container is closed");
    }
}
