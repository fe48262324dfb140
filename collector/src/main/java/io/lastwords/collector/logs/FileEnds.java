package io.lastwords.collector.logs;

import org.jspecify.annotations.Nullable;

/**
 * Where the files of a container's log end, told by counting: json-file begins a new file as soon as one has reached its
 * size. Known only where the log was read from its very beginning, or from where a file is known to begin. Used by one
 * reader after the other.
 */
public final class FileEnds {
    /** A writer is hardly so many times faster than it was a file before. */
    private static final int FASTER = 8;

    private @Nullable Inspection container;
    private boolean known;
    private long inFile;
    private long began;
    private long filled = Long.MAX_VALUE;

    /**
     * @param fromTheBeginning whether the container's log will be read from its first line
     */
    public FileEnds(boolean fromTheBeginning) {
        known = fromTheBeginning;
    }

    void of(Inspection seen) {
        container = seen;
    }

    /** An entry is read that was not known. */
    void read(Entry entry) {
        if (container == null || !container.countable()) {
            known = false;
        }
        if (container == null || !known) {
            return;
        }
        if (between()) {
            inFile = 0;
        }
        if (inFile == 0) {
            began = entry.time;
        }
        inFile += container.stored(entry);
        if (between()) {
            filled = entry.time - began;
        }
    }

    /** Some entries were not read. */
    void lost() {
        known = false;
    }

    /** The entry that is about to be read is the first of a file. */
    void fileBegins() {
        known = true;
        inFile = 0;
    }

    /** Whether a file may have been filled in this time, in nanoseconds, as quickly as the one before. */
    boolean mayHaveFilled(long nanos) {
        return filled == Long.MAX_VALUE || nanos >= filled / FASTER;
    }

    /** Whether it is known where they end. */
    boolean known() {
        return known;
    }

    /** Whether the next entry is the first of a file. */
    boolean between() {
        return known && container != null && container.rotates() && inFile >= container.fileBytes();
    }
}
