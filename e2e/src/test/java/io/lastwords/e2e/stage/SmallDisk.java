package io.lastwords.e2e.stage;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system of its own over a folder, so small that it can be filled. */
public final class SmallDisk implements AutoCloseable {
    private static final int BLOCK = 1 << 16;

    private final Path folder;
    private final Path filler;

    /** Mounts it; what the folder has is hidden until this is closed. */
    public SmallDisk(Path folder, int megabytes) {
        this.folder = folder;
        filler = folder.resolve("filler");
        Command.run(new ProcessBuilder(
                        "mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString()))
                .orFail();
    }

    /** Where it is mounted. */
    public Path folder() {
        return folder;
    }

    /** Leaves not a byte free. */
    public void fill() {
        try (var out = Files.newOutputStream(filler)) {
            fill(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void fill(OutputStream out) {
        for (int block = BLOCK; block > 0; block /= 2) {
            try {
                while (true) {
                    out.write(new byte[block]);
                }
            } catch (IOException e) {
                // no room for one of this size any more
            }
        }
    }

    /** Gives the room back. */
    public void free() {
        try {
            Files.delete(filler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        Command.run(new ProcessBuilder("umount", "--lazy", folder.toString())).orFail();
    }
}
