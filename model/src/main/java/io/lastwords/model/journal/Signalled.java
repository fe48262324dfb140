package io.lastwords.model.journal;

import java.time.Instant;

/**
 * Somebody sent a signal through the engine ({@code docker stop}, {@code restart}, {@code kill}, {@code rm -f}). A
 * signal from inside the container or from the kernel is not seen here.
 *
 * @param signal the signal's number on Linux
 */
public record Signalled(int schema, Origin origin, Instant time, int signal) implements JournalEvent {
    public Signalled(Origin origin, Instant time, int signal) {
        this(SCHEMA, origin, time, signal);
    }
}
