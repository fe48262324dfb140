package io.lastwords.collector.logs;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A log's entries out of its files, the same that the engine would send. A follower goes on as far as the files reached
 * while the run's main process was alive, so that it never takes the next run's; it ends with that process, or where the
 * files do not go on as they must.
 */
final class FileEntries implements Entries {
    private static final int FIRST_BUFFER = 8 << 10;
    private static final int READ_AHEAD = 64 << 10;
    private static final int LONGEST_LINE = 16 << 20;
    /** Holds a time to the nanosecond: the end of what was read, to know the file again by. */
    private static final int TAIL = 64;
    /** A writer is hardly so many times faster than it was a file before. */
    private static final int FASTER = 8;

    private final FileChain chain;
    private final @Nullable BooleanSupplier alive;
    private final long since;
    private final long until;
    private final long capacity;
    private JsonLine line = new JsonLine();
    private final Entry entry = new Entry();
    private final byte[] tail = new byte[TAIL];
    private final byte[] tailNow = new byte[TAIL];

    private FileChain.End end;
    private LogFile file;
    private @Nullable InputStream inflated;
    /** Where in the file the buffer ends. */
    private long offset;

    private int skipLines;
    private byte[] buffer = new byte[FIRST_BUFFER];
    private int at;
    private int filled;
    private int searched;
    private int tailLength;

    private long fileBegan = Long.MIN_VALUE;
    private long newest = Long.MIN_VALUE;
    private boolean restarted;
    private volatile boolean open = true;

    /**
     * @param start where to begin
     * @param query of its times inclusive
     * @param alive whether the run's main process is; null for what is there now and no more
     * @param capacity after so many bytes the driver begins the only file anew; 0 where it does not
     */
    FileEntries(FileChain chain, FileStart start, LogQuery query, @Nullable BooleanSupplier alive, long capacity)
            throws IOException {
        this.chain = chain;
        this.alive = alive;
        this.capacity = capacity;
        since = query.since() == null ? Long.MIN_VALUE : Stamp.nanos(query.since());
        until = query.until() == null ? Long.MAX_VALUE : Stamp.nanos(query.until());
        file = start.file();
        offset = start.offset();
        skipLines = start.lines();
        if (offset > 0 && capacity > 0) {
            fileBegan = file.firstTime();
        }
        end = alive == null ? chain.end() : new FileChain.End(file, offset);
    }

    @Override
    public @Nullable Entry next() throws IOException, InterruptedException {
        while (true) {
            if (!open) {
                throw new IOException("closed");
            }
            int newline = Bytes.newline(buffer, at + searched, filled);
            if (newline < 0) {
                searched = filled - at;
                if (!fill() && !nextFile() && !goOn()) {
                    return null;
                }
                continue;
            }
            int from = at;
            at = newline + 1;
            searched = 0;
            if (skipLines > 0) {
                skipLines--;
                continue;
            }
            if (!line.read(buffer, from, newline, entry)) {
                throw unlike();
            }
            if (restarted && hole()) {
                chain.drained();
                return null;
            }
            fileBegan = fileBegan == Long.MIN_VALUE ? entry.time : fileBegan;
            newest = entry.time;
            if (entry.time > until) {
                return null;
            }
            if (entry.time >= since) {
                return entry;
            }
        }
    }

    /** Reads on in the file, as far as it may; false where there is nothing more. */
    private boolean fill() throws IOException {
        if (at > 0) {
            System.arraycopy(buffer, at, buffer, 0, filled - at);
            filled -= at;
            at = 0;
        }
        if (filled == buffer.length) {
            if (filled >= LONGEST_LINE) {
                throw unlike();
            }
            buffer = Arrays.copyOf(buffer, Math.max(READ_AHEAD, buffer.length * 2));
        }
        long left = file == end.file() && !file.compressed() ? end.size() - offset : Long.MAX_VALUE;
        int length = (int) Math.min(buffer.length - filled, left);
        if (length <= 0) {
            return false;
        }
        int n = file.compressed() ? inflate(length) : file.read(buffer, filled, length, offset);
        if (n <= 0 || (!file.compressed() && !sameBefore())) {
            return false;
        }
        filled += n;
        offset += n;
        keepTail(n);
        return true;
    }

    private int inflate(int length) throws IOException {
        InputStream in = inflated;
        if (in == null) {
            in = file.inflated();
            inflated = in;
        }
        try {
            return in.read(buffer, filled, length);
        } catch (EOFException e) {
            throw new IOException("a log's file is just being compressed", e);
        }
    }

    private void keepTail(int read) {
        int kept = Math.min(TAIL, Math.min(filled, tailLength + read));
        System.arraycopy(buffer, filled - kept, tail, 0, kept);
        tailLength = kept;
    }

    /** Whether the file is still the one that was read: not emptied and written anew. */
    private boolean sameBefore() throws IOException {
        if (tailLength == 0) {
            return true;
        }
        int n = file.read(tailNow, 0, tailLength, offset - tailLength);
        return n == tailLength && Arrays.equals(tail, 0, n, tailNow, 0, n);
    }

    private IOException unlike() {
        chain.unlike(); // the engine may still make sense of it
        return new IOException("the log's file has a line that json-file does not write");
    }

    /** Goes on to the next file, where there is one. */
    private boolean nextFile() throws IOException {
        if (file == end.file()) {
            return false;
        }
        if (filled > at) {
            throw unlike(); // cut off in mid-line: the disk was full, perhaps
        }
        begin(chain.after(file));
        chain.reached(file);
        return true;
    }

    private void begin(LogFile next) {
        file = next;
        offset = 0;
        tailLength = 0;
        inflated = null;
        fileBegan = Long.MIN_VALUE;
    }

    /** At the end of what may be read: waits until there is more; false where there will not be. */
    private boolean goOn() throws IOException, InterruptedException {
        if (alive == null) {
            if (chain.broken() && !chain.isDrained()) {
                chain.drained();
                throw new IOException("the log's files were rotated away faster than they could be read");
            }
            return false;
        }
        if (filled == at && buffer.length > FIRST_BUFFER && offset == end.size()) {
            buffer = new byte[FIRST_BUFFER]; // it may wait for long
            line = new JsonLine(); // which holds the other one
            entry.bytes = buffer;
            entry.stamp = buffer;
            at = 0;
            filled = 0;
        }
        while (open) {
            chain.look();
            FileChain.End now = chain.end();
            if (!alive.getAsBoolean()) {
                return false;
            }
            boolean anew = now.file() == file && (now.size() < offset || !sameBefore());
            if (anew && !beginAnew()) {
                chain.drained();
                return false;
            }
            if (now.file() != end.file() || now.size() > offset) {
                end = now;
                return true;
            }
            if (chain.broken()) {
                chain.drained();
                return false;
            }
            end = now;
            chain.await(now);
        }
        throw new IOException("closed");
    }

    /** The only file was emptied: as the driver does when it is full, so that all that it had is read? */
    private boolean beginAnew() {
        if (capacity <= 0 || offset < capacity || filled > at) {
            return false;
        }
        long began = fileBegan;
        begin(file);
        fileBegan = began;
        restarted = true;
        return true;
    }

    /** Whether the file may have been filled and emptied once more, unseen. */
    private boolean hole() {
        restarted = false;
        long filledIn = newest - fileBegan;
        fileBegan = Long.MIN_VALUE;
        return entry.time - newest >= filledIn / FASTER;
    }

    @Override
    public boolean skips() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
        chain.nudge();
    }
}
