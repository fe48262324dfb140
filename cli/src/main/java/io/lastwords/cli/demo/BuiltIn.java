package io.lastwords.cli.demo;

import io.lastwords.cli.failure.Failure;
import io.lastwords.cli.recording.Recording;
import io.lastwords.cli.recording.RecordingReader;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The recordings that come with Lastwords: every {@code demo/*.jsonl} beside this class' jar's root, by name. */
public final class BuiltIn {
    private BuiltIn() {}

    /** All of them, in the order of their names. */
    public static List<Recording> recordings() throws Failure {
        return in(BuiltIn.class.getResource("/demo"));
    }

    static List<Recording> in(@Nullable URL folder) throws Failure {
        if (folder == null) {
            throw new Failure("this build of lastwords has no recordings: name files to play");
        }
        try {
            if (!folder.getProtocol().equals("jar")) {
                return read(Path.of(folder.toURI()));
            }
            try (var jar = FileSystems.newFileSystem(folder.toURI(), Map.of())) {
                return read(jar.getPath("/demo"));
            }
        } catch (IOException | URISyntaxException e) {
            throw new Failure("cannot read the recordings: " + e.getMessage(), e);
        }
    }

    private static List<Recording> read(Path folder) throws Failure {
        var recordings = new ArrayList<Recording>();
        for (var file : RecordingReader.in(folder)) {
            recordings.add(RecordingReader.read(file));
        }
        return recordings;
    }
}
