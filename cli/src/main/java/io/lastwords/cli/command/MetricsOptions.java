package io.lastwords.cli.command;

import io.lastwords.cli.failure.Failure;
import io.lastwords.cli.observe.Observatory;
import io.lastwords.cli.service.Session;
import io.lastwords.cli.settings.Key;
import io.lastwords.cli.settings.Settings;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether anybody may look from outside. */
final class MetricsOptions implements SettingsOptions.Group {
    @Option(
            names = "--metrics",
            paramLabel = "[HOST:]PORT",
            description = "Serve /metrics, /health/live and /health/ready here; HOST is 127.0.0.1 unless given.")
    @Nullable
    String metrics;

    @Override
    public void into(Map<Key, List<String>> options) {
        SettingsOptions.put(options, Key.METRICS, metrics);
    }

    /**
     * Serves them with the session, where that is asked for.
     *
     * @return to be run when everything does its work
     */
    static Runnable serve(Settings settings, Session session) throws Failure {
        var address = settings.metrics();
        if (address == null) {
            return () -> {};
        }
        var observatory = session.keep(Observatory.open(address));
        return observatory::ready;
    }
}
