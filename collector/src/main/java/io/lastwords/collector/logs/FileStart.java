package io.lastwords.collector.logs;

import java.io.IOException;
import java.util.List;

/**
 * Where in a log's files to begin.
 *
 * @param offset where a line begins; 0 in a compressed file
 * @param lines so many are passed over
 */
record FileStart(LogFile file, long offset, int lines) {
    /** Entries of the two streams may be out of order by the time of a stalled write. */
    static final long MARGIN = 2_000_000_000;

    private static final int BLOCK = 64 << 10;
    /** Room for the rest of a line and a whole one. */
    private static final int LINES = 512 << 10;

    /** Where every entry from this time on comes after, and little else. */
    static FileStart since(List<LogFile> files, long since) throws IOException {
        if (since == Long.MIN_VALUE) {
            return new FileStart(files.getFirst(), 0, 0);
        }
        long time = since - MARGIN;
        for (LogFile file : files.reversed()) {
            if (file.firstTime() < time) {
                return new FileStart(file, file.compressed() ? 0 : lineBefore(file, time), 0);
            }
        }
        return new FileStart(files.getFirst(), 0, 0);
    }

    /** The beginning of a line before which all are earlier, by bisection. */
    private static long lineBefore(LogFile file, long time) throws IOException {
        long known = 0;
        long end = file.size();
        byte[] some = new byte[LINES];
        var parser = new JsonLine();
        var entry = new Entry();
        while (end - known > LINES) {
            long middle = known + (end - known) / 2;
            int n = file.read(some, 0, LINES, middle);
            int begin = Bytes.newline(some, 0, n) + 1;
            int newline = begin == 0 ? -1 : Bytes.newline(some, begin, n);
            if (newline < 0 || !parser.read(some, begin, newline, entry)) {
                break;
            }
            if (entry.time < time) {
                known = middle + begin;
            } else {
                end = middle;
            }
        }
        return known;
    }

    /** The last lines. */
    static FileStart tail(List<LogFile> files, int lines) throws IOException {
        int left = lines;
        for (LogFile file : files.reversed()) {
            if (file.compressed()) {
                int all = count(file);
                if (all >= left) {
                    return new FileStart(file, 0, all - left);
                }
                left -= all;
                continue;
            }
            byte[] block = new byte[BLOCK];
            for (long end = file.size(); end > 0; ) {
                int n = (int) Math.min(BLOCK, end);
                if (file.read(block, 0, n, end - n) != n) {
                    throw new IOException("the log's file has changed");
                }
                for (int i = n - 1; i >= 0; i--) {
                    if (block[i] == '\n' && left-- == 0) {
                        return new FileStart(file, end - n + i + 1, 0);
                    }
                }
                end -= n;
            }
        }
        return new FileStart(files.getFirst(), 0, 0);
    }

    private static int count(LogFile file) throws IOException {
        byte[] block = new byte[BLOCK];
        int count = 0;
        try (var in = file.inflated()) {
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                for (int i = 0; i < n; i++) {
                    count += block[i] == '\n' ? 1 : 0;
                }
            }
        }
        return count;
    }
}
