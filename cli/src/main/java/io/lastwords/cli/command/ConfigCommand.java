package io.lastwords.cli.command;

import io.lastwords.cli.settings.InvalidSettingsException;
import io.lastwords.cli.settings.Settings;
import io.lastwords.model.topic.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code config check}: whether the settings can be used, and what is in force. */
@Command(name = "check", description = "Check the settings and print what is in force, each with where it comes from.")
final class ConfigCommand implements Callable<Integer> {
    @Mixin
    private final SettingsOptions settings = new SettingsOptions();

    @Mixin
    private final ClusterOptions cluster = new ClusterOptions();

    @Mixin
    private final EmbeddedOptions embedded = new EmbeddedOptions();

    @Mixin
    private final EngineOptions engine = new EngineOptions();

    @Mixin
    private final AnalysisOptions analysis = new AnalysisOptions();

    @Option(names = "--json", description = "One JSON document a line.")
    private boolean json;

    @Mixin
    private final MetricsOptions metrics = new MetricsOptions();

    private final Context context;

    ConfigCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InvalidSettingsException {
        var inForce = settings.load(context, cluster, embedded, engine, analysis, metrics)
                .inForce();
        if (json) {
            inForce.forEach(one -> context.out().println(Json.text(one)));
            return 0;
        }
        int key = longest(
                inForce.stream().mapToInt(one -> one.key().length()).max().orElse(0));
        int value = longest(
                inForce.stream().mapToInt(one -> one.value().length()).max().orElse(0));
        for (Settings.InForce one : inForce) {
            context.out().println(pad(one.key(), key) + "  " + pad(one.value(), value) + "  (" + one.from() + ")");
        }
        return 0;
    }

    private static int longest(int length) {
        return Math.min(length, 60);
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
