package io.lastwords.collector.examine.files;

import java.time.Instant;

/**
 * What is at a path.
 *
 * @param mode permission bits, set-uid and set-gid included
 * @param target where a link leads in the end, all links on the way followed; empty for others
 */
public record FileEntry(Kind kind, long size, int mode, Instant modified, String target) {
    /** What kind of thing it is. */
    public enum Kind {
        FILE,
        DIRECTORY,
        LINK,
        FIFO,
        DEVICE,
        SOCKET
    }

    private static final long GO_DIRECTORY = 1L << 31;
    private static final long GO_LINK = 1L << 27;
    private static final long GO_DEVICE = 1L << 26;
    private static final long GO_FIFO = 1L << 25;
    private static final long GO_SOCKET = 1L << 24;
    private static final long GO_SETUID = 1L << 23;
    private static final long GO_SETGID = 1L << 22;

    /** From the mode as Go writes it, which is what the engine gives. */
    public static FileEntry ofGo(long goMode, long size, Instant modified, String target) {
        Kind kind = Kind.FILE;
        if ((goMode & GO_DIRECTORY) != 0) {
            kind = Kind.DIRECTORY;
        } else if ((goMode & GO_LINK) != 0) {
            kind = Kind.LINK;
        } else if ((goMode & GO_FIFO) != 0) {
            kind = Kind.FIFO;
        } else if ((goMode & GO_SOCKET) != 0) {
            kind = Kind.SOCKET;
        } else if ((goMode & GO_DEVICE) != 0) {
            kind = Kind.DEVICE;
        }
        int mode = (int) (goMode & 0777);
        mode |= (goMode & GO_SETUID) != 0 ? 04000 : 0;
        mode |= (goMode & GO_SETGID) != 0 ? 02000 : 0;
        return new FileEntry(kind, size, mode, modified, target);
    }

    /** Whether it is the same file as far as can be told without reading it. */
    public boolean looksLike(FileEntry other) {
        return kind == other.kind
                && size == other.size
                && mode == other.mode
                && modified.getEpochSecond() == other.modified.getEpochSecond();
    }
}
