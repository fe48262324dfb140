package io.lastwords.cli.settings;

import io.lastwords.cli.failure.Failure;
import io.lastwords.cli.settings.Given.Lines;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a value from the file that a {@code ..._FILE} variable or a {@code ...File} key names. */
final class ValueFile {
    private ValueFile() {}

    /**
     * The file's text without its last newline; empty, and a problem noted, where it cannot be read. {@code /dev/null},
     * also under another name, is none.
     */
    static Optional<Given> secret(Given path, String key, Draft draft) {
        return read(path, key, draft).map(given -> new Given(given.value().strip(), given.where()));
    }

    /** The file's text as it is, with its lines. */
    static Optional<Given> text(Given path, String key, Draft draft) {
        return read(path, key, draft);
    }

    private static Optional<Given> read(Given path, String key, Draft draft) {
        try {
            var file = Path.of(path.value());
            var text = Files.readString(file);
            if (text.isBlank() && Files.exists(file) && !Files.isRegularFile(file)) {
                return Optional.empty();
            }
            if (text.isBlank()) {
                draft.problem(path, key, "is an empty file");
                return Optional.empty();
            }
            return Optional.of(new Given(
                    text,
                    path.where() + " (" + path.value() + ")",
                    new Lines(path.where() + " (" + path.value() + ":", 1, ")")));
        } catch (NoSuchFileException e) {
            draft.problem(path, key, "is not there");
        } catch (CharacterCodingException e) {
            draft.problem(path, key, "is no text in UTF-8");
        } catch (IOException e) {
            draft.problem(path, key, "cannot be read: " + Failure.reason(e));
        }
        return Optional.empty();
    }
}
