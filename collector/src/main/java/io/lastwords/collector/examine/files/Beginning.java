package io.lastwords.collector.examine.files;

import java.util.Arrays;
import java.util.Optional;

/** A file's first bytes, at most so many. */
public final class Beginning implements FileTree.Intake {
    private final int most;
    private byte[] bytes = new byte[0];
    private int length;

    private Beginning(int most) {
        this.most = most;
    }

    /** Empty where there is no regular file, or it cannot be read. */
    public static Optional<byte[]> of(FileTree tree, String path, int most) {
        Located at = Located.of(tree, path);
        if (!at.file()) {
            return Optional.empty();
        }
        var beginning = new Beginning(most);
        try {
            tree.read(at.resolved(), beginning);
        } catch (UnreadableException e) {
            return Optional.empty();
        }
        return Optional.of(Arrays.copyOf(beginning.bytes, beginning.length));
    }

    @Override
    public void begin(long size) {
        bytes = new byte[Math.clamp(size, 0, most)];
    }

    @Override
    public boolean take(byte[] from, int at, int count) {
        int n = Math.min(count, bytes.length - length);
        System.arraycopy(from, at, bytes, length, n);
        length += n;
        return length < most;
    }
}
