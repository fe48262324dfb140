package io.lastwords.collector.logs;

import java.io.IOException;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * Looks again where the engine's follower may not be believed: on a log that rotates, an entry may come twice, and others
 * may be missing before it. For one pass.
 */
final class Doubts {
    /** Reads and writes what was missed. */
    interface Missed {
        /** Takes all that is new and came before a time, which a second look at the log finds. */
        Pass look(long to) throws IOException, InterruptedException;

        /** Whether they are in files that the engine has compressed, and left out; takes them. */
        boolean found(Pass pass, long to) throws IOException, InterruptedException;

        /** Lines are missing up to this time. */
        void gap(Pass pass, long to) throws IOException, InterruptedException;
    }

    private final ContainerLog log;
    private final Progress progress;
    private final FileEnds files;
    private final Rotation rotation;
    private final LongSupplier now;
    private final Missed missed;
    private long judged = Long.MIN_VALUE;
    private boolean setBack;

    /**
     * @param now the engine's clock
     */
    Doubts(ContainerLog log, Progress progress, FileEnds files, Rotation rotation, LongSupplier now, Missed missed) {
        this.log = log;
        this.progress = progress;
        this.files = files;
        this.rotation = rotation;
        this.now = now;
        this.missed = missed;
    }

    /**
     * How many bytes of an entry are known, now that it has been looked into.
     *
     * @param given how many are by its time alone
     * @param between whether no line of its stream is open
     */
    int covers(Entry entry, int given, Pass pass, boolean between) throws IOException, InterruptedException {
        Cursor cursor = progress.of(entry.stderr);
        if (entry.time == cursor.time() && entry.newline() && between) {
            // two whole lines in one nanosecond: hardly; the engine's follower repeats a line when it changes files
            return log.count(entry.stderr, entry.time) > cursor.taken() ? given : Known.ALL;
        }
        if (entry.time < cursor.time()) {
            return clockSetBack(cursor.time()) ? given : Known.ALL;
        }
        boolean fresh = files.between();
        if (!rotation.suspects(entry, progress.newest(), fresh, files.known(), now)) {
            return given;
        }
        var before = missed.look(entry.time);
        if (before.resumption.anchorMissing() && hole(entry, fresh)) {
            if (!missed.found(before, entry.time)) {
                missed.gap(before, entry.time);
            }
        } else if (!before.any) {
            rotation.wasWrong();
        }
        if (fresh) {
            files.fileBegins();
        }
        pass.resumption = pass.resumption.within(progress.read());
        return pass.resumption.covers(entry);
    }

    /** Whether lines are missing before an entry, where the log has neither them nor what was read last. */
    private boolean hole(Entry entry, boolean fresh) throws IOException, InterruptedException {
        if (fresh) {
            return files.mayHaveFilled(entry.time - progress.newest());
        }
        return rotation.fleeting() || log.count(entry.stderr, entry.time) > 0;
    }

    /**
     * Whether the engine's clock is behind what was read, so that an entry from before may be new. Where it is not, the
     * follower goes through a file again that it has been through, as it does when files change quickly.
     */
    private boolean clockSetBack(long newest) throws IOException {
        if (judged != newest) {
            Instant asked = log.inspect().asked();
            judged = newest;
            setBack = asked != null && Stamp.instant(newest).isAfter(asked.plusSeconds(1));
        }
        return setBack;
    }
}
