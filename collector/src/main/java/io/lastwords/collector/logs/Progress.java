package io.lastwords.collector.logs;

/** How far one container's log is read and given out, both streams. Used by the reader's thread only. */
final class Progress {
    /** The numbers that {@link #note} takes. */
    static final int NOTE = 9;

    final Cursor stdout;
    final Cursor stderr;

    Progress(LogPosition from) {
        stdout = new Cursor(from.stdout());
        stderr = new Cursor(from.stderr());
        stdout.begin(newest());
        stderr.begin(newest());
    }

    Cursor of(boolean ofStderr) {
        return ofStderr ? stderr : stdout;
    }

    /** The latest time that is read on either stream; the least possible number where nothing is. */
    long newest() {
        return Math.max(stdout.time(), stderr.time());
    }

    /** Where the next reading has to go on. */
    LogPosition read() {
        return new LogPosition(stdout.read(newest()), stderr.read(newest()));
    }

    /** What is given out: what may be committed. */
    LogPosition given() {
        long[] note = new long[NOTE];
        note(note);
        return noted(note);
    }

    /** Notes the same without making objects, line by line. */
    void note(long[] into) {
        stdout.note(into, 0);
        stderr.note(into, 4);
        into[8] = newest();
    }

    static LogPosition noted(long[] note) {
        return new LogPosition(Cursor.noted(note, 0, note[8]), Cursor.noted(note, 4, note[8]));
    }
}
