package io.lastwords.collector.logs;

import org.jspecify.annotations.Nullable;

/**
 * Goes on with a log from a position: tells known entries from new ones, and notices when the log no longer has what
 * was read last.
 *
 * <p>What has been read is the beginning of the log as the engine keeps it, and its latest entry is the anchor. While
 * the anchor is there, all after it is. Where a later entry comes first, the log was rotated beyond it: lines may be
 * lost, and no more can be said. A log with nothing later says nothing.
 */
final class Resumption {
    private final Known stdout;
    private final Known stderr;
    private final @Nullable Known anchor;
    private final boolean settledWithin;
    private boolean settled;

    Resumption(LogPosition position) {
        this(new Known(position.stdout()), new Known(position.stderr()), false);
    }

    private Resumption(Known stdout, Known stderr, boolean settledWithin) {
        this.stdout = stdout;
        this.stderr = stderr;
        Known latest = stdout.time() >= stderr.time() ? stdout : stderr;
        anchor = latest.hasAnchor() ? latest : null;
        this.settledWithin = settledWithin;
        this.settled = settledWithin || anchor == null;
    }

    /** Goes on within a stream, after a part of it was read elsewhere: that the anchor does not come says nothing. */
    Resumption within(LogPosition position) {
        return new Resumption(new Known(position.stdout(), stdout), new Known(position.stderr(), stderr), true);
    }

    /** How many bytes of this entry are known, {@link Known#ALL} for all. */
    int covers(Entry entry) {
        return (entry.stderr ? stderr : stdout).covers(entry.time);
    }

    /** Whether this entry shows that the anchor is gone; says so once. */
    boolean lostBefore(Entry entry) {
        if (settled || anchor == null || entry.time <= anchor.time()) {
            return false;
        }
        settled = true;
        return !anchor.met();
    }

    /** Whether the anchor has not come, though something must have. */
    boolean anchorMissing() {
        return !settled && anchor != null && !anchor.met();
    }

    /**
     * Whether of what was read last, on either stream, something may not have come again: then what comes may begin after
     * something that was not read, and what is new at the same time would be taken for known.
     */
    boolean unmet() {
        return !settledWithin && !(stdout.metWhole() && stderr.metWhole());
    }

    /** Whether nothing of this log was read before: then it cannot tell whether the log still has its beginning. */
    boolean fromNothing() {
        return anchor == null && !settledWithin;
    }

    /** The anchor's time; only where there is one. */
    long anchorTime() {
        return anchor == null ? Long.MIN_VALUE : anchor.time();
    }
}
