package io.lastwords.collector.examine;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The one file in a tar archive that the engine makes of it: the first entry that is none of tar's own. Our own few
 * lines, since a library would read through a stream of its own buffers.
 *
 * @param regular whether it is a regular file
 */
record TarFile(boolean regular, long size, int uid, int gid) {
    private static final int BLOCK = 512;
    private static final int MAX_EXTRA = 1 << 20;

    /** Where the archive's bytes come from: at least one byte, -1 at the end. */
    interface Source {
        int read(byte[] into, int from, int length) throws IOException;
    }

    /** Reads up to the file's first byte. */
    static TarFile begin(Source source) throws IOException {
        byte[] block = new byte[BLOCK];
        long paxSize = -1;
        while (true) {
            fill(source, block);
            char type = (char) block[156];
            long size = number(block, 124, 12);
            if (type == 'x' || type == 'g' || type == 'L' || type == 'K') {
                paxSize = Math.max(paxSize, skip(source, size, type == 'x'));
                continue;
            }
            if (block[0] == 0) {
                throw new IOException("the engine's archive is empty");
            }
            boolean regular = type == '0' || type == 0;
            return new TarFile(
                    regular, paxSize >= 0 ? paxSize : size, (int) number(block, 108, 8), (int) number(block, 116, 8));
        }
    }

    /** Skips one of tar's own entries; the file's size where a PAX header has it, else -1. */
    private static long skip(Source source, long size, boolean pax) throws IOException {
        if (size < 0 || size > MAX_EXTRA) {
            throw new IOException("the engine's archive has a header of " + size + " bytes");
        }
        byte[] extra = new byte[(int) ((size + BLOCK - 1) / BLOCK * BLOCK)];
        fill(source, extra);
        if (pax) {
            for (String line : new String(extra, 0, (int) size, StandardCharsets.UTF_8).split("\n", -1)) {
                int at = line.indexOf(" size=");
                if (at > 0 && line.substring(at + 6).matches("\\d{1,18}")) {
                    return Long.parseLong(line.substring(at + 6));
                }
            }
        }
        return -1;
    }

    private static void fill(Source source, byte[] block) throws IOException {
        int have = 0;
        while (have < block.length) {
            int n = source.read(block, have, block.length - have);
            if (n < 0) {
                throw new EOFException("the engine's archive ends early");
            }
            have += n;
        }
    }

    /** Octal digits, or binary where the first bit says so. */
    private static long number(byte[] block, int from, int length) {
        if ((block[from] & 0x80) != 0) {
            long value = block[from] & 0x7f;
            for (int i = from + 1; i < from + length; i++) {
                value = value << 8 | (block[i] & 0xff);
            }
            return value;
        }
        long value = 0;
        for (int i = from; i < from + length; i++) {
            if (block[i] >= '0' && block[i] <= '7') {
                value = value * 8 + (block[i] - '0');
            } else if (value > 0 || block[i] == 0) {
                break;
            }
        }
        return value;
    }
}
