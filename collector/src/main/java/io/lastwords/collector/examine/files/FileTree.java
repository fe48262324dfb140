package io.lastwords.collector.examine.files;

import java.util.Optional;

/**
 * The files of one place: a container, or an image. Looking changes nothing. Paths are absolute; folders on the way may
 * be links, which the place itself follows.
 */
public interface FileTree {
    /**
     * What is at a path, a link not followed; empty where nothing is.
     *
     * @throws UnreadableException where it cannot be looked at
     */
    Optional<FileEntry> entry(String path) throws UnreadableException;

    /**
     * Reads a regular file, as far as time and {@code intake} allow.
     *
     * @return whose it is, and whether all of it came
     * @throws UnreadableException where not a byte of it could be had
     */
    Taken read(String path, Intake intake) throws UnreadableException;

    /** Takes a file's bytes. */
    interface Intake {
        /** First, and once: how many bytes there are by the place's word. */
        void begin(long size);

        /**
         * The next bytes.
         *
         * @return false where no more are wanted
         */
        boolean take(byte[] bytes, int from, int length);
    }

    /**
     * How a reading ended.
     *
     * @param whole whether all bytes came
     * @param reason why not all came; empty where all did, or no more were wanted
     */
    record Taken(int uid, int gid, boolean whole, String reason) {}
}
