package io.lastwords.collector.examine.files;

import io.lastwords.model.examination.Existence;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A path looked up to its end.
 *
 * @param entry the thing itself where something is there; of a link what it leads to
 * @param resolved where the links lead
 * @param links the links, each {@code /path -> target}
 * @param missing the first component that is not there
 * @param reason why it cannot be read, or what special kind it is
 */
public record Located(
        Existence existence,
        @Nullable FileEntry entry,
        String resolved,
        List<String> links,
        @Nullable String missing,
        @Nullable String reason) {

    /** Looks a path up, following links; never throws. */
    public static Located of(FileTree tree, String path) {
        try {
            Optional<FileEntry> found = tree.entry(path);
            if (found.isEmpty()) {
                return missing(tree, path, path, List.of());
            }
            FileEntry entry = found.get();
            if (entry.kind() != FileEntry.Kind.LINK) {
                return new Located(existence(entry), entry, path, List.of(), null, special(entry));
            }
            String target = Paths.absolute(Paths.folder(path), entry.target());
            List<String> links = List.of(path + " -> " + target);
            Optional<FileEntry> behind = target.equals(path) ? found : tree.entry(target);
            if (behind.isEmpty()) {
                return missing(tree, target, target, links);
            }
            if (behind.get().kind() == FileEntry.Kind.LINK) {
                throw UnreadableException.loop(path);
            }
            return new Located(existence(behind.get()), behind.get(), target, links, null, special(behind.get()));
        } catch (UnreadableException e) {
            return new Located(
                    e.isLoop() ? Existence.LINK_LOOP : Existence.UNREADABLE, null, path, List.of(), null, e.reason());
        }
    }

    private static Located missing(FileTree tree, String path, String resolved, List<String> links)
            throws UnreadableException {
        List<String> components = Paths.components(path);
        String first = path;
        for (String component : components.subList(0, Math.max(0, components.size() - 1))) {
            if (tree.entry(component).isEmpty()) {
                first = component;
                break;
            }
        }
        return new Located(Existence.MISSING, null, resolved, links, first, null);
    }

    private static Existence existence(FileEntry entry) {
        return switch (entry.kind()) {
            case FILE -> Existence.FILE;
            case DIRECTORY -> Existence.DIRECTORY;
            case LINK -> Existence.LINK_LOOP;
            case FIFO, DEVICE, SOCKET -> Existence.SPECIAL;
        };
    }

    private static @Nullable String special(FileEntry entry) {
        return switch (entry.kind()) {
            case FILE, DIRECTORY, LINK -> null;
            case FIFO -> "a FIFO";
            case DEVICE -> "a device";
            case SOCKET -> "a socket";
        };
    }

    /** Whether a regular file is there. */
    public boolean file() {
        return existence == Existence.FILE;
    }
}
