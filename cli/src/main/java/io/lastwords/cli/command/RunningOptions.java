package io.lastwords.cli.command;

import io.lastwords.cli.settings.InvalidSettingsException;
import java.util.Map;
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
        return ClusterOptions.running(options.load(context, cluster, embedded));
    }
}
