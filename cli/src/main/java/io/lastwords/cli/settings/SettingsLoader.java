package io.lastwords.cli.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the settings: one YAML file, {@code LASTWORDS_*} variables over it, options over both. Everything that is wrong
 * is said at once, before anything starts.
 */
public final class SettingsLoader {
    private final Map<String, String> environment;
    private final Path root;

    public SettingsLoader(Map<String, String> environment) {
        this(environment, Path.of("/"));
    }

    /** With another root of the file system, for tests. */
    SettingsLoader(Map<String, String> environment, Path root) {
        this.environment = Map.copyOf(environment);
        this.root = root;
    }

    /**
     * Reads and checks.
     *
     * @param file the YAML file; null for none, or the one that {@code LASTWORDS_CONFIG} names
     * @param options by key, those that were given
     * @param bootstrapServers the option, null where it was not given
     */
    public Settings load(@Nullable Path file, Map<Key, List<String>> options, @Nullable String bootstrapServers)
            throws InvalidSettingsException {
        var draft = new Draft();
        var named = environment.getOrDefault(EnvironmentSource.CONFIG, "");
        if (file != null) {
            new FileSource(file, draft).read();
        } else if (!named.isBlank()) {
            new FileSource(Path.of(named), draft).read();
        }
        new EnvironmentSource(environment, draft).read();
        options.forEach((key, values) -> draft.set(
                key,
                values.stream().map(value -> new Given(value, key.option())).toList()));
        if (bootstrapServers != null) {
            draft.kafka().put("bootstrap.servers", new Given(bootstrapServers, "--bootstrap-servers"));
        }
        return new DraftCheck(draft, environment, root).check();
    }
}
