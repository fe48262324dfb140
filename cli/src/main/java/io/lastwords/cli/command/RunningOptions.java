package io.lastwords.cli.command;

import io.lastwords.cli.settings.InvalidSettingsException;
import io.lastwords.cli.settings.Settings;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;

/** Whose topics are meant: the running watch's on this machine, or those of a Kafka that is named. */
final class RunningOptions {
    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    @Mixin
    private final ClusterOptions cluster = new ClusterOptions();

    @Mixin
    private final EmbeddedOptions embedded = new EmbeddedOptions();

    /** The client properties. */
    Map<String, String> kafka(Context context) throws InvalidSettingsException {
        return ClusterOptions.running(settings(context));
    }

    /** The settings in force, with the options of further groups. */
    Settings settings(Context context, SettingsOptions.Group... more) throws InvalidSettingsException {
        return options.load(
                context,
                Stream.concat(Stream.of(cluster, embedded), Stream.of(more)).toArray(SettingsOptions.Group[]::new));
    }
}
