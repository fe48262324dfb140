package io.lastwords.collector.examine.program;

import io.lastwords.collector.examine.files.Paths;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the engine is told to run, unmasked: held in memory only.
 *
 * @param words entrypoint and command put together
 * @param variables of the environment
 * @param init whether the engine's own init stands before it
 */
public record Launch(
        List<String> words,
        @Nullable List<String> entrypoint,
        @Nullable List<String> command,
        String workingDir,
        String user,
        Map<String, String> variables,
        boolean init) {
    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    public Launch {
        words = List.copyOf(words);
        entrypoint = entrypoint == null ? null : List.copyOf(entrypoint);
        command = command == null ? null : List.copyOf(command);
        workingDir = Paths.absolute("/", workingDir);
        variables = Map.copyOf(variables);
    }

    /** PATH's folders in order; the engine's own where none is set. */
    public List<String> searchPath() {
        String path = variables.getOrDefault("PATH", PATH);
        return List.of(path.split(":", -1)).stream()
                .limit(32)
                .map(folder -> Paths.absolute(workingDir, folder))
                .distinct()
                .toList();
    }
}
