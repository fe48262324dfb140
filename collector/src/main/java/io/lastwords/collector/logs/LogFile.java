package io.lastwords.collector.logs;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * One file of a json-file log, open for reading: it can be read to its end whatever becomes of its name. Any number of
 * threads.
 */
final class LogFile implements Closeable {
    /** Begins with a line's text and, mostly, its time: no two files have the same. */
    private static final int HEAD = 512;

    /** More than a piece of 16,384 bytes takes, each escaped. */
    private static final int FIRST_LINE = 256 << 10;

    private final Object key;
    private final boolean compressed;
    private final FileChannel channel;

    private LogFile(Object key, boolean compressed, FileChannel channel) {
        this.key = key;
        this.compressed = compressed;
        this.channel = channel;
    }

    /**
     * Opens a file.
     *
     * <p>The number of a file says which one it is only while the file is there: one that is begun takes the number of
     * one that was deleted. So it is asked between two openings that are of the same file, which has then had its name all
     * the while.
     *
     * @return null where there is none, or another one a moment later
     * @throws IOException where it may not be read, or is none that a log driver writes
     */
    static @Nullable LogFile open(Path path, boolean compressed) throws IOException {
        BasicFileAttributes before = attributes(path);
        if (before == null) {
            return null;
        }
        if (!before.isRegularFile()) {
            throw new IOException(path + " is no regular file");
        }
        FileChannel channel = channel(path);
        if (channel == null) {
            return null;
        }
        LogFile file = null;
        try {
            BasicFileAttributes now = attributes(path);
            if (now != null && isStill(path, channel)) {
                file = new LogFile(now.fileKey(), compressed, channel);
            }
            return file;
        } finally {
            if (file == null) {
                channel.close();
            }
        }
    }

    private static @Nullable FileChannel channel(Path path) throws IOException {
        try {
            return FileChannel.open(path, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** Whether a path is still of an open file: told by the first line, which has its time, as far as it is written. */
    private static boolean isStill(Path path, FileChannel file) throws IOException {
        try (FileChannel now = channel(path)) {
            if (now == null) {
                return false;
            }
            for (int most = HEAD; ; most *= 8) {
                byte[] head = head(file, most);
                if (!Arrays.equals(head, Arrays.copyOf(head(now, most), head.length))) {
                    return false;
                }
                if (head.length < most || most >= FIRST_LINE || Bytes.newline(head, 0, head.length) >= 0) {
                    return true;
                }
            }
        }
    }

    /** What the file system says of a path; null where nothing is there. */
    static @Nullable BasicFileAttributes attributes(Path path) throws IOException {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    boolean compressed() {
        return compressed;
    }

    boolean has(@Nullable Object otherKey) {
        return key.equals(otherKey);
    }

    /** Whether this is the other file, or what it was compressed to. */
    boolean holds(LogFile other) throws IOException {
        if (has(other.key)) {
            return true;
        }
        if (!compressed || other.compressed) {
            return false;
        }
        byte[] head = head(HEAD);
        return head.length > 0 && Arrays.equals(head, other.head(HEAD));
    }

    /** Its bytes on disk. */
    long size() throws IOException {
        return channel.size();
    }

    /** Reads from a position of a file that is not compressed; -1 at its end. */
    int read(byte[] into, int from, int length, long position) throws IOException {
        return channel.read(ByteBuffer.wrap(into, from, length), position);
    }

    /** What a compressed file holds, from its beginning. */
    InputStream inflated() throws IOException {
        return new GZIPInputStream(
                new InputStream() {
                    private long position;

                    @Override
                    public int read() throws IOException {
                        byte[] one = new byte[1];
                        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
                    }

                    @Override
                    public int read(byte[] into, int from, int length) throws IOException {
                        int n = LogFile.this.read(into, from, length, position);
                        position += Math.max(n, 0);
                        return n;
                    }
                },
                8 << 10);
    }

    /** The time of its first entry; the largest number where there is none yet, the least where it has none. */
    long firstTime() throws IOException {
        for (int most = 4 << 10; most <= FIRST_LINE; most *= 8) {
            byte[] head = head(most);
            int newline = Bytes.newline(head, 0, head.length);
            if (newline >= 0) {
                var entry = new Entry();
                return new JsonLine().read(head, 0, newline, entry) ? entry.time : Long.MIN_VALUE;
            }
            if (head.length < most) {
                return Long.MAX_VALUE;
            }
        }
        return Long.MIN_VALUE;
    }

    /** The time of its last entry; the least number where that is not to be had. */
    private long lastTime() throws IOException {
        long size = compressed ? 0 : size();
        int most = (int) Math.min(size, FIRST_LINE);
        byte[] tail = new byte[most];
        if (most == 0 || read(tail, 0, most, size - most) != most || tail[most - 1] != '\n') {
            return Long.MIN_VALUE;
        }
        int begin = most - 1;
        while (begin > 0 && tail[begin - 1] != '\n') {
            begin--;
        }
        var entry = new Entry();
        return new JsonLine().read(tail, begin, most - 1, entry) ? entry.time : Long.MIN_VALUE;
    }

    /**
     * Whether it was begun so soon after the other one's end that nothing lies between them.
     *
     * @param least the nanoseconds that a file in between would have taken at least; 0 where there may be one of any size
     */
    boolean follows(LogFile other, long least) throws IOException {
        long last = other.lastTime();
        long first = firstTime();
        return last != Long.MIN_VALUE
                && first != Long.MIN_VALUE
                && first != Long.MAX_VALUE
                && Math.abs(first - last) < least;
    }

    private byte[] head(int most) throws IOException {
        if (compressed) {
            try (var in = inflated()) {
                return in.readNBytes(most);
            }
        }
        return head(channel, most);
    }

    private static byte[] head(FileChannel file, int most) throws IOException {
        var head = ByteBuffer.allocate(most);
        while (head.hasRemaining() && file.read(head, head.position()) >= 0) {}
        return Arrays.copyOf(head.array(), head.position());
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
