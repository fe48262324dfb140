package io.lastwords.collector.examine;

import io.lastwords.collector.examine.files.FileEntry;
import io.lastwords.collector.examine.files.FileTree;
import io.lastwords.collector.examine.files.UnreadableException;
import java.util.Optional;

/**
 * A container's files without what a tmpfs covers: there the engine shows the image's, which the process never sees.
 */
record AroundTmpfs(FileTree container, MountTable mounts) implements FileTree {
    @Override
    public Optional<FileEntry> entry(String path) throws UnreadableException {
        refuseBelow(path);
        return container.entry(path);
    }

    @Override
    public Taken read(String path, Intake intake) throws UnreadableException {
        refuseBelow(path);
        return container.read(path, intake);
    }

    private void refuseBelow(String path) throws UnreadableException {
        var cover = mounts.covering(path)
                .filter(mount ->
                        mount.type().equals("tmpfs") && !mount.destination().equals(path));
        if (cover.isPresent()) {
            throw new UnreadableException(cover.get().destination()
                    + " is a tmpfs: empty when the container starts, and not to be seen from outside");
        }
    }
}
