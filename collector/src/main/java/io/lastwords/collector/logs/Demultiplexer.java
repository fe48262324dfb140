package io.lastwords.collector.logs;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Takes the engine's log stream apart into entries, wherever its reads end.
 *
 * <p>Without a terminal each entry is a frame with a header of eight bytes. With a terminal there are no headers: an
 * entry ends after a newline; or after 16,384 bytes where a time stamp follows; or where a chunk of the answer begins
 * with a time stamp, since the engine sends each entry as one chunk (the {@code local} driver drops the newline of a
 * long line, and a line without one may be followed by the next run's).
 */
final class Demultiplexer {
    private static final int HEADER = 8;
    private static final int PIECE = 16_384;
    private static final int FIRST_BUFFER = 8 << 10;
    private static final int READ_AHEAD = 32 << 10;

    /** Far beyond any entry of any driver; what is larger is no entry. */
    private static final int MAX_ENTRY = 16 << 20;

    private final ByteSource source;
    private final boolean tty;
    private final Entry entry = new Entry();
    private final Stamp stamps = new Stamp();
    private byte[] buffer = new byte[FIRST_BUFFER];
    private int at;
    private int end;
    private boolean over;
    /** Whether the last read brought all that there was room for. */
    private boolean filled;

    /** With a terminal: where in the buffer chunks begin. */
    private int[] starts = new int[16];

    private int startCount;

    /** With a terminal: bytes of the entry under way that hold no newline. */
    private int searched;

    Demultiplexer(ByteSource source, boolean tty) {
        this.source = source;
        this.tty = tty;
    }

    /**
     * The next entry, valid until the next call; null at the end of the stream.
     *
     * @throws LogTroubleException where the engine says that it cannot read the log
     */
    @Nullable
    Entry next() throws IOException {
        return tty ? nextOfTerminal() : nextFrame();
    }

    private @Nullable Entry nextFrame() throws IOException {
        while (true) {
            int have = end - at;
            int need = HEADER;
            if (have >= HEADER) {
                int size = (buffer[at + 4] & 0xff) << 24
                        | (buffer[at + 5] & 0xff) << 16
                        | (buffer[at + 6] & 0xff) << 8
                        | (buffer[at + 7] & 0xff);
                if (size < 0 || size > MAX_ENTRY || buffer[at] < 0 || buffer[at] > 3) {
                    throw new IOException("the engine's log stream has no frame where one must begin");
                }
                need = HEADER + size;
                if (have >= need) {
                    int stream = buffer[at];
                    int from = at + HEADER;
                    at += need;
                    if (stream == 3) {
                        throw new LogTroubleException(new String(buffer, from, size, StandardCharsets.UTF_8).strip());
                    }
                    return entry(stream == 2, from, at);
                }
            }
            if (!fill(need)) {
                if (have == 0) {
                    return null;
                }
                throw new EOFException("the engine's log stream ended within a frame");
            }
        }
    }

    private @Nullable Entry nextOfTerminal() throws IOException {
        searched = 0;
        while (true) {
            if (end > at && (end - at > Stamp.LENGTH || over)) {
                int stop = endOfEntry();
                if (stop >= 0) {
                    int from = at;
                    at = stop;
                    return entry(false, from, stop);
                }
            }
            if (over) {
                return null;
            }
            over = !fill(end - at + 1);
        }
    }

    /** Where the entry that begins at {@code at} ends; -1 where that is not known yet. */
    private int endOfEntry() {
        int body = Math.min(at + Stamp.LENGTH + 1, end);
        int limit = end;
        boolean stamped = false;
        for (int i = 0; i < startCount && limit == end; i++) {
            if (starts[i] >= body && starts[i] < end) {
                stamped = Stamp.at(buffer, starts[i], end);
                boolean unknown = end - starts[i] <= Stamp.LENGTH && !over;
                limit = stamped || unknown ? starts[i] : end;
            }
        }
        int piece = body + PIECE;
        if (piece < limit && Stamp.at(buffer, piece, end)) {
            limit = piece;
            stamped = true;
        }
        for (int i = Math.max(body, at + searched); i < limit; i++) {
            if (buffer[i] == '\n') {
                return i + 1;
            }
        }
        searched = limit - at;
        return stamped || over ? limit : -1;
    }

    private Entry entry(boolean stderr, int from, int to) throws IOException {
        entry.stderr = stderr;
        entry.bytes = buffer;
        entry.to = to;
        if (Stamp.at(buffer, from, to)) {
            entry.stamp = buffer;
            entry.stampAt = from;
            entry.from = from + Stamp.LENGTH + 1;
        } else {
            int space = space(from, Math.min(to, from + 48));
            byte[] other = space < 0 ? null : Stamp.normalised(buffer, from, space);
            if (other == null) {
                int shown = Math.min(to, from + 300);
                throw new LogTroubleException("an entry of the log has no time: "
                        + new String(buffer, from, shown - from, StandardCharsets.UTF_8).strip());
            }
            entry.stamp = other;
            entry.stampAt = 0;
            entry.from = space + 1;
        }
        try {
            entry.time = stamps.nanos(entry.stamp, entry.stampAt);
        } catch (DateTimeException e) {
            throw new LogTroubleException("an entry of the log has no time: " + e.getMessage());
        }
        return entry;
    }

    private int space(int from, int to) {
        for (int i = from; i < to; i++) {
            if (buffer[i] == ' ') {
                return i;
            }
        }
        return -1;
    }

    /** Reads on, such that {@code need} bytes have room from {@code at}; false at the end of the stream. */
    private boolean fill(int need) throws IOException {
        if (at > 0 && (at == end || at + need > buffer.length)) {
            System.arraycopy(buffer, at, buffer, 0, end - at);
            move(at);
            end -= at;
            at = 0;
        }
        if (end == 0 && !filled && buffer.length > FIRST_BUFFER) {
            buffer = new byte[FIRST_BUFFER]; // it may be silent for long
            entry.bytes = buffer;
            entry.stamp = buffer;
        }
        if (need > MAX_ENTRY) {
            throw new IOException("an entry of the log does not end within " + MAX_ENTRY + " bytes");
        }
        if (need > buffer.length || (end == buffer.length)) {
            buffer = Arrays.copyOf(buffer, Math.max(need + HEADER, buffer.length * 2));
        }
        int n = tty
                ? source.readChunk(buffer, end, buffer.length - end)
                : source.read(buffer, end, buffer.length - end);
        if (n < 0) {
            return false;
        }
        if (tty && source.atChunkStart()) {
            mark(end);
        }
        end += n;
        filled = end == buffer.length;
        if (!tty && filled && buffer.length < READ_AHEAD) {
            buffer = Arrays.copyOf(buffer, READ_AHEAD);
        }
        return true;
    }

    private void mark(int start) {
        while (startCount > 0 && starts[0] < at) {
            System.arraycopy(starts, 1, starts, 0, --startCount);
        }
        if (startCount == starts.length) {
            starts = Arrays.copyOf(starts, startCount * 2);
        }
        starts[startCount++] = start;
    }

    private void move(int by) {
        int kept = 0;
        for (int i = 0; i < startCount; i++) {
            if (starts[i] > by) {
                starts[kept++] = starts[i] - by;
            }
        }
        startCount = kept;
    }
}
