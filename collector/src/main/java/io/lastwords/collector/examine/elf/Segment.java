package io.lastwords.collector.examine.elf;

/** A program header. */
record Segment(int type, int flags, long offset, long address, long fileSize) {
    static final int LOAD = 1;
    static final int DYNAMIC = 2;
    static final int INTERP = 3;
    static final int NOTE = 4;
    static final int EXECUTABLE = 1;

    /** Where it ends in the file; beyond every file where the sum is absurd. */
    long end() {
        return Sums.end(offset, fileSize);
    }
}
