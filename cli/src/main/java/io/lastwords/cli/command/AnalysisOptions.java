package io.lastwords.cli.command;

import io.lastwords.cli.settings.Key;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How runs are judged. */
final class AnalysisOptions implements SettingsOptions.Group {
    @Option(
            names = "--recover-after",
            paramLabel = "60s",
            description = "How long a run must live to count as healthy again; default: 60s.")
    @Nullable
    String recoverAfter;

    @Override
    public void into(Map<Key, List<String>> options) {
        SettingsOptions.put(options, Key.RECOVER_AFTER, recoverAfter);
    }
}
