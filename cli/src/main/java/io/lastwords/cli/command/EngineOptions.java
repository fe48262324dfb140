package io.lastwords.cli.command;

import io.lastwords.cli.settings.Key;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which Docker engine. */
final class EngineOptions implements SettingsOptions.Group {
    @Option(
            names = "--docker-host",
            paramLabel = "URL",
            description =
                    "unix:///PATH or tcp://HOST:PORT; default: DOCKER_HOST, the current context, the local socket.")
    @Nullable
    String dockerHost;

    @Option(
            names = "--host-name",
            paramLabel = "NAME",
            description = "What this host is called in workload IDs and notices; default: the engine's own name.")
    @Nullable
    String hostName;

    @Override
    public void into(Map<Key, String> options) {
        SettingsOptions.put(options, Key.DOCKER_HOST, dockerHost);
        SettingsOptions.put(options, Key.HOST_NAME, hostName);
    }
}
