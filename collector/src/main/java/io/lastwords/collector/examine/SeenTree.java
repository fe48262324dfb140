package io.lastwords.collector.examine;

import io.lastwords.collector.examine.files.FileEntry;
import io.lastwords.collector.examine.files.FileTree;
import io.lastwords.collector.examine.files.UnreadableException;
import java.util.Optional;

/**
 * A container's files as its process sees them, the bytes read from the image wherever that shows the same file: a read
 * from the container would lock it.
 */
final class SeenTree implements FileTree {
    private final FileTree container;
    private final Place image;
    private final MountTable mounts;

    SeenTree(FileTree container, Place image, MountTable mounts) {
        this.container = container;
        this.image = image;
        this.mounts = mounts;
    }

    @Override
    public Optional<FileEntry> entry(String path) throws UnreadableException {
        return container.entry(path);
    }

    @Override
    public Taken read(String path, Intake intake) throws UnreadableException {
        if (mounts.covering(path).isEmpty() && image.tree().isPresent()) {
            FileTree files = image.tree().get();
            Optional<FileEntry> here = container.entry(path);
            Optional<FileEntry> there = files.entry(path);
            if (here.isPresent() && there.isPresent() && here.get().looksLike(there.get())) {
                return files.read(path, intake);
            }
        }
        return container.read(path, intake);
    }
}
