package io.lastwords.collector.examine.bytes;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The parts of a file that are held in memory: its beginning, its end, and what lies between as far as it was wanted.
 * What is asked for beyond them is an {@link UnheldException}, never a wrong byte. Immutable as far as callers go.
 */
public final class HeldBytes {
    private final long size;
    private final List<Window> windows;

    /**
     * @param size the file's whole size
     * @param windows in order of preference
     */
    HeldBytes(long size, List<Window> windows) {
        this.size = size;
        this.windows = List.copyOf(windows);
    }

    /** A whole file. */
    public static HeldBytes of(byte[] all) {
        return new HeldBytes(all.length, List.of(new Window(0, all, all.length)));
    }

    /** The file's size, held or not. */
    public long size() {
        return size;
    }

    public boolean holds(long offset, long length) {
        return windows.stream().anyMatch(window -> window.holds(offset, length));
    }

    /** One byte, 0 to 255. */
    public int at(long offset) throws UnheldException {
        Window window = window(offset, 1);
        return window.bytes[(int) (offset - window.offset)] & 0xff;
    }

    /** A number of 1 to 8 bytes. */
    public long number(long offset, int length, boolean littleEndian) throws UnheldException {
        Window window = window(offset, length);
        int from = (int) (offset - window.offset);
        long number = 0;
        for (int i = 0; i < length; i++) {
            number = number << 8 | (window.bytes[from + (littleEndian ? length - 1 - i : i)] & 0xff);
        }
        return number;
    }

    /** A copy of some bytes. */
    public byte[] bytes(long offset, int length) throws UnheldException {
        Window window = window(offset, length);
        var copy = new byte[length];
        System.arraycopy(window.bytes, (int) (offset - window.offset), copy, 0, length);
        return copy;
    }

    /** A text that ends with a zero byte, or after so many bytes. */
    public String text(long offset, int most) throws UnheldException {
        Window window = window(offset, 1);
        int from = (int) (offset - window.offset);
        int end = from;
        int limit = (int) Math.min((long) from + most, window.length);
        while (end < limit && window.bytes[end] != 0) {
            end++;
        }
        return new String(window.bytes, from, end - from, StandardCharsets.UTF_8);
    }

    private Window window(long offset, long length) throws UnheldException {
        for (Window window : windows) {
            if (window.holds(offset, length)) {
                return window;
            }
        }
        throw new UnheldException(offset, length, size);
    }

    /** A part of a file. */
    static final class Window {
        final long offset;
        final byte[] bytes;
        int length;

        Window(long offset, byte[] bytes, int length) {
            this.offset = offset;
            this.bytes = bytes;
            this.length = length;
        }

        boolean holds(long from, long count) {
            return from >= offset && count >= 0 && from - offset <= length - count;
        }
    }
}
