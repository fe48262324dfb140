package io.lastwords.cli.service;

import io.lastwords.cli.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * What one of several analyzers or notifiers is called among them. It stays with the data folder, so that one that is
 * started again takes back at once what was its own, and two never have the same.
 */
public final class InstanceName {
    private InstanceName() {}

    /**
     * The name kept in a data folder, made up where there is none yet. The folder must be taken.
     *
     * @throws Failure where it can neither be read nor kept
     */
    public static String of(Path folder) throws Failure {
        var file = folder.resolve("instance");
        try {
            if (Files.exists(file)) {
                var name = Files.readString(file).strip();
                if (!name.isEmpty()) {
                    return name;
                }
            }
            var name = UUID.randomUUID().toString();
            var written = Files.writeString(folder.resolve("instance.new"), name + "\n");
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
            return name;
        } catch (IOException e) {
            throw new Failure("cannot keep this instance's name in " + file + ": " + e.getMessage(), e);
        }
    }
}
