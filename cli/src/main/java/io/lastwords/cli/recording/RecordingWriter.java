package io.lastwords.cli.recording;

import io.lastwords.cli.failure.Failure;
import io.lastwords.model.topic.Json;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.zip.GZIPOutputStream;

/** Writes a recording: its header, then its records, compressed with gzip. */
public final class RecordingWriter implements AutoCloseable {
    private final Path file;
    private final Path written;
    private final BufferedWriter lines;
    private boolean failed;

    private RecordingWriter(Path file, Path written, BufferedWriter lines) {
        this.file = file;
        this.written = written;
        this.lines = lines;
    }

    /** Begins a file, which takes the place of the one that is there once it is whole. */
    public static RecordingWriter open(Path file, Header header) throws Failure {
        try {
            var there = Files.exists(file) ? file.toRealPath() : file;
            var written = beside(there);
            var compressed = new GZIPOutputStream(Files.newOutputStream(written), 1 << 16);
            var writer = new RecordingWriter(
                    there, written, new BufferedWriter(new OutputStreamWriter(compressed, StandardCharsets.UTF_8)));
            writer.line(Json.text(header));
            return writer;
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    /** Where it is written until it is whole, readable for the same people; the file itself where that cannot be replaced. */
    private static Path beside(Path file) throws IOException {
        var folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isWritable(folder) || (Files.exists(file) && !Files.isRegularFile(file))) {
            return file;
        }
        var written = file.resolveSibling(file.getFileName() + ".new");
        if (Files.exists(file)
                && !Files.exists(written)
                && Files.getFileStore(file).supportsFileAttributeView("posix")) {
            var readers = EnumSet.copyOf(Files.getPosixFilePermissions(file));
            readers.add(PosixFilePermission.OWNER_WRITE);
            Files.createFile(written, PosixFilePermissions.asFileAttribute(readers));
        }
        return written;
    }

    /** Writes a whole recording. */
    public static void write(Path file, Recording recording) throws Failure {
        try (var writer = open(file, recording.header())) {
            for (var entry : recording.entries()) {
                writer.write(entry);
            }
        }
    }

    /** Writes the next record. */
    public void write(Recording.Entry entry) throws Failure {
        try {
            line("{\"key\":" + Json.text(entry.key()) + ",\"value\":" + entry.value() + "}");
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    @Override
    public void close() throws Failure {
        try {
            try {
                lines.close();
            } catch (IOException e) {
                failed = true;
                throw e;
            } finally {
                settle();
            }
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    private void settle() throws IOException {
        if (written.equals(file)) {
            return;
        }
        if (failed) {
            Files.deleteIfExists(written); // it may hold the rest of a full disk
        } else {
            Files.move(written, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private void line(String text) throws IOException {
        try {
            lines.write(text);
            lines.write('\n');
        } catch (IOException e) {
            failed = true;
            throw e;
        }
    }

    private static Failure failure(Path file, IOException e) {
        return new Failure("cannot write " + file + ": " + Failure.reason(e), e);
    }
}
