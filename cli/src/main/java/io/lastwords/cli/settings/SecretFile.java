package io.lastwords.cli.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a value from the file that a {@code ..._FILE} variable or a {@code ...File} key names. */
final class SecretFile {
    private SecretFile() {}

    /**
     * The file's text without its last newline; empty, and a problem noted, where it cannot be read. {@code /dev/null},
     * also under another name, is none.
     */
    static Optional<Given> read(Given path, String key, Draft draft) {
        try {
            var file = Path.of(path.value());
            var text = Files.readString(file).strip();
            if (text.isEmpty() && Files.exists(file) && !Files.isRegularFile(file)) {
                return Optional.empty();
            }
            if (text.isEmpty()) {
                draft.problem(path, key, "is an empty file");
                return Optional.empty();
            }
            return Optional.of(new Given(text, path.where() + " (" + path.value() + ")"));
        } catch (NoSuchFileException e) {
            draft.problem(path, key, "is not there");
        } catch (IOException e) {
            draft.problem(path, key, "cannot be read: " + e.getMessage());
        }
        return Optional.empty();
    }
}
