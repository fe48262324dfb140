package io.lastwords.collector.examine.elf;

/** Sums of numbers that a file gives, and that may be absurd. */
final class Sums {
    private Sums() {}

    /** Offset and size added, at most {@link Long#MAX_VALUE}; numbers of 64 bits that read negative are as large. */
    static long end(long offset, long size) {
        return offset < 0 || size < 0 || offset > Long.MAX_VALUE - size ? Long.MAX_VALUE : offset + size;
    }

    static long product(long count, long size) {
        long high = Math.multiplyHigh(count, size);
        long low = count * size;
        return high != 0 || low < 0 ? Long.MAX_VALUE : low;
    }
}
