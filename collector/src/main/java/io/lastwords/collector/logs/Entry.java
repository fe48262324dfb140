package io.lastwords.collector.logs;

/**
 * One message of a log driver: a whole line with its newline, a piece of 16,384 bytes of a longer line, or a last line
 * without newline. A view on the demultiplexer's buffer: the next entry overwrites it.
 */
final class Entry {
    boolean stderr;
    /** Nanoseconds since 1970. */
    long time;
    /** Holds the time as the engine wrote it. */
    byte[] stamp = new byte[0];

    int stampAt;
    byte[] bytes = new byte[0];
    int from;
    int to;

    boolean newline() {
        return to > from && bytes[to - 1] == '\n';
    }

    int size() {
        return to - from;
    }
}
