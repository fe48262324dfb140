package io.lastwords.cli.command;

import io.lastwords.cli.settings.InvalidSettingsException;
import io.lastwords.cli.settings.Key;
import io.lastwords.cli.settings.Settings;
import io.lastwords.cli.settings.SettingsLoader;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that every command has, and how they become settings with those of the other groups. */
final class SettingsOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings as YAML (docs/configuration.md); LASTWORDS_* variables and options go over it.")
    @Nullable
    Path config;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Where everything is kept; default: $XDG_STATE_HOME/lastwords, ~/.local/state/lastwords.")
    @Nullable
    String dataDir;

    /** The settings in force. */
    Settings load(Context context, Group... groups) throws InvalidSettingsException {
        Map<Key, List<String>> options = new EnumMap<>(Key.class);
        put(options, Key.DATA_DIR, dataDir);
        String bootstrapServers = null;
        for (var group : groups) {
            group.into(options);
            if (group instanceof ClusterOptions cluster) {
                bootstrapServers = cluster.bootstrapServers;
            }
        }
        return new SettingsLoader(context.environment()).load(config, options, bootstrapServers);
    }

    /** Some options that belong together. */
    interface Group {
        void into(Map<Key, List<String>> options);
    }

    static void put(Map<Key, List<String>> options, Key key, @Nullable String value) {
        if (value != null) {
            options.put(key, List.of(value));
        }
    }
}
