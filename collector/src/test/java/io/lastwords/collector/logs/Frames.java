package io.lastwords.collector.logs;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** A log's bytes as the engine sends them, each entry one chunk. */
final class Frames {
    static final Instant T = Instant.parse("2026-11-21T02:00:00.000000001Z");

    private Frames() {}

    static byte[] out(Instant time, String payload) {
        return frame(1, time, payload.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] err(Instant time, String payload) {
        return frame(2, time, payload.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] frame(int stream, Instant time, byte[] payload) {
        byte[] stamped = terminal(time, payload);
        return ByteBuffer.allocate(8 + stamped.length)
                .put((byte) stream)
                .position(4)
                .putInt(stamped.length)
                .put(stamped)
                .array();
    }

    static byte[] terminal(Instant time, String payload) {
        return terminal(time, payload.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] terminal(Instant time, byte[] payload) {
        return join((Stamp.text(time) + " ").getBytes(StandardCharsets.US_ASCII), payload);
    }

    static byte[] join(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** These chunks, given out in reads of at most so many bytes. */
    static ByteSource source(int most, byte[]... chunks) {
        return new ByteSource() {
            private int chunk;
            private int at;
            private boolean start;

            @Override
            public int read(byte[] into, int from, int length) {
                return readChunk(into, from, length);
            }

            @Override
            public int readChunk(byte[] into, int from, int length) {
                if (chunk == chunks.length) {
                    return -1;
                }
                start = at == 0;
                int n = Math.min(Math.min(length, most), chunks[chunk].length - at);
                System.arraycopy(chunks[chunk], at, into, from, n);
                at += n;
                if (at == chunks[chunk].length) {
                    chunk++;
                    at = 0;
                }
                return n;
            }

            @Override
            public boolean atChunkStart() {
                return start;
            }
        };
    }
}
