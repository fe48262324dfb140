package io.lastwords.cli.kafka;

import io.lastwords.cli.failure.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** A data folder that is gone when it is closed. */
public record TemporaryFolder(Path path) implements AutoCloseable {
    /** Makes one. */
    public static TemporaryFolder make() throws Failure {
        try {
            return new TemporaryFolder(Files.createTempDirectory("lastwords-"));
        } catch (IOException e) {
            throw new Failure(
                    "cannot make a temporary folder (" + e.getMessage() + "): name one with --data-dir DIR", e);
        }
    }

    @Override
    public void close() {
        try {
            Files.walkFileTree(path, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
                    Files.delete(folder);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + path, e);
        }
    }
}
