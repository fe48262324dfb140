package io.lastwords.collector.logs;

import io.lastwords.collector.mask.Spans;

/** A line, or a part of one, as it is given out: a view that the next one overwrites. */
final class Line {
    boolean stderr;
    /** Nanoseconds since 1970. */
    long time;

    byte[] stamp = new byte[0];
    int stampAt;
    byte[] bytes = new byte[0];
    int from;
    /** The end of its text, without the newline. */
    int to;
    /** What the program wrote for it, the newline included. */
    int size;

    boolean unterminated;
    boolean more;
    boolean marker;
    /** Its secrets. */
    Spans secrets = new Spans();
    /** Whether its text stays on the host. */
    boolean withheld;
}
