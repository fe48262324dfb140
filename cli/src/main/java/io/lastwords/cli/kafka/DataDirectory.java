package io.lastwords.cli.kafka;

import io.lastwords.cli.failure.Failure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The folder with all that an instance keeps, held by one process at a time. Kafka's own lock comes after it has
 * written to the metadata log, so two brokers on one folder would damage it: this lock is taken before anything else.
 * The lock dies with the process, however that ends.
 */
public final class DataDirectory implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;

    private DataDirectory(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Makes the folder where it is missing and takes it.
     *
     * @throws Failure where it cannot be written to or another process has it
     */
    public static DataDirectory take(Path path) throws Failure {
        FileChannel channel = null;
        try {
            Files.createDirectories(path);
            channel = FileChannel.open(
                    path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                var holder = holder(channel);
                channel.close();
                throw new Failure("the data folder " + path + " is in use by another lastwords" + holder
                        + ": stop that one, or give this one its own with --data-dir DIR");
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return new DataDirectory(path, channel);
        } catch (IOException e) {
            closeQuietly(channel, e);
            throw new Failure(
                    "cannot keep data in " + path + " (" + Failure.reason(e)
                            + "): choose another folder with --data-dir DIR",
                    e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // this very process has it
        }
    }

    private static String holder(FileChannel channel) throws IOException {
        var bytes = ByteBuffer.allocate(20);
        channel.read(bytes, 0);
        var pid = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII).strip();
        return pid.isEmpty() ? "" : " (process " + pid + ")";
    }

    private static void closeQuietly(@Nullable FileChannel channel, IOException reason) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                reason.addSuppressed(e);
            }
        }
    }

    /** The folder itself. */
    public Path path() {
        return path;
    }

    /** Where the broker keeps its topics. */
    public Path kafka() {
        return path.resolve("kafka");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("cannot release " + path, e);
        }
    }
}
