package io.lastwords.collector.examine.files;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Files in memory. */
public final class MapTree implements FileTree {
    private static final Instant T = Instant.parse("2026-11-21T02:00:00Z");
    private final Map<String, FileEntry> entries = new HashMap<>();
    private final Map<String, byte[]> contents = new HashMap<>();

    public MapTree file(String path, byte[] content) {
        entries.put(path, new FileEntry(FileEntry.Kind.FILE, content.length, 0755, T, ""));
        contents.put(path, content);
        folders(path);
        return this;
    }

    public MapTree file(String path, String content) {
        return file(path, content.getBytes(StandardCharsets.UTF_8));
    }

    public MapTree link(String path, String target) {
        entries.put(path, new FileEntry(FileEntry.Kind.LINK, target.length(), 0777, T, target));
        folders(path);
        return this;
    }

    public MapTree special(String path, FileEntry.Kind kind) {
        entries.put(path, new FileEntry(kind, 0, 0644, T, ""));
        folders(path);
        return this;
    }

    private void folders(String path) {
        for (String folder = Paths.folder(path); !folder.equals("/"); folder = Paths.folder(folder)) {
            entries.put(folder, new FileEntry(FileEntry.Kind.DIRECTORY, 4096, 0755, T, ""));
        }
    }

    @Override
    public Optional<FileEntry> entry(String path) {
        return Optional.ofNullable(entries.get(path));
    }

    @Override
    public Taken read(String path, Intake intake) throws UnreadableException {
        byte[] content = contents.get(path);
        if (content == null) {
            throw new UnreadableException(path + " is no regular file");
        }
        intake.begin(content.length);
        intake.take(content, 0, content.length);
        return new Taken(0, 0, true, "");
    }
}
