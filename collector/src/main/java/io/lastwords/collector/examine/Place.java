package io.lastwords.collector.examine;

import io.lastwords.collector.examine.files.FileTree;
import io.lastwords.collector.examine.files.Located;
import io.lastwords.model.examination.Existence;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * An image to look into, through a throw-away that is made when the first file is asked for. Not thread-safe.
 */
final class Place implements AutoCloseable {
    private final EngineCalls engine;
    private final String imageId;
    private final ExamineSettings settings;
    private Optional<Throwaway> throwaway = Optional.empty();
    private Optional<FileTree> tree = Optional.empty();
    private Optional<String> refusal = Optional.empty();

    Place(EngineCalls engine, String imageId, ExamineSettings settings) {
        this.engine = engine;
        this.imageId = imageId;
        this.settings = settings;
    }

    String imageId() {
        return imageId;
    }

    /** Its files; empty where it must or could not be looked into, see {@link #refusal}. */
    Optional<FileTree> tree() {
        if (tree.isEmpty() && refusal.isEmpty()) {
            open();
        }
        return tree;
    }

    private void open() {
        if (!settings.throwaway()) {
            refusal = Optional.of("examine.throwaway is off");
            return;
        }
        try {
            Throwaway made = Throwaway.of(engine, imageId);
            throwaway = Optional.of(made);
            tree = Optional.of(new ArchiveTree(engine, made.id(), settings.restRead(), settings.mostBytes()));
        } catch (IOException e) {
            refusal = Optional.of("no container could be made of the image " + imageId + ": " + e.getMessage());
        }
    }

    /** Why there are no files. */
    Optional<String> refusal() {
        return refusal;
    }

    /** Whether there may be files a moment later: the engine was asked, and was busy. */
    boolean passing() {
        return settings.throwaway();
    }

    /** What is at a path of it; unreadable where there are no files. */
    Located located(String path) {
        return tree().map(files -> Located.of(files, path))
                .orElseGet(() -> new Located(
                        Existence.UNREADABLE, null, path, List.of(), null, refusal.orElse("not looked into")));
    }

    @Override
    public void close() {
        throwaway.ifPresent(Throwaway::close);
    }
}
