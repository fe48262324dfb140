package io.lastwords.cli.command;

import io.lastwords.cli.settings.Key;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which Docker engine. */
final class EngineOptions implements SettingsOptions.Group {
    @Option(
            names = "--docker-host",
            paramLabel = "URL",
            description =
                    "unix:///PATH or tcp://HOST:PORT, and once more for each further engine; default: DOCKER_HOST, "
                            + "the current context, the local socket.")
    List<String> dockerHosts = List.of();

    @Option(
            names = "--docker-cert-path",
            paramLabel = "DIR",
            description = "ca.pem, cert.pem and key.pem, for engines at tcp:// addresses with TLS; default: "
                    + "DOCKER_CERT_PATH where DOCKER_TLS_VERIFY is set.")
    @Nullable
    String certificates;

    @Option(
            names = "--host-name",
            paramLabel = "NAME",
            description =
                    "What this host is called in workload IDs and notices; default: the engine's own name. For one engine "
                            + "only.")
    @Nullable
    String hostName;

    @Option(
            names = "--logs",
            paramLabel = "api|file|auto",
            description =
                    "Which way the logs of a local engine are read: through its interface, from json-file's files, "
                            + "or from these where that can be; default: auto.")
    @Nullable
    String logs;

    @Option(
            names = "--examine-throwaway",
            paramLabel = "true|false",
            description = "Whether containers that are never started may be made of images, to look into them; "
                    + "default: where the engine is local.")
    @Nullable
    String throwaway;

    @Override
    public void into(Map<Key, List<String>> options) {
        if (!dockerHosts.isEmpty()) {
            options.put(Key.DOCKER_HOST, dockerHosts);
        }
        SettingsOptions.put(options, Key.DOCKER_CERT_PATH, certificates);
        SettingsOptions.put(options, Key.HOST_NAME, hostName);
        SettingsOptions.put(options, Key.LOGS, logs);
        SettingsOptions.put(options, Key.EXAMINE_THROWAWAY, throwaway);
    }
}
