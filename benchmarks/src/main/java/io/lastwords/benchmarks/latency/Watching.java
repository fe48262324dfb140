package io.lastwords.benchmarks.latency;

import io.lastwords.benchmarks.Launched;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** {@code ./lastwords watch}, watching. */
final class Watching {
    private static final Pattern READY = Pattern.compile("watching .*, Kafka on (127\\.0\\.0\\.1:\\d+)");

    /** Fifty deaths a minute are a storm, of which people get one digest. */
    private static final String SETTINGS = """
            receivers:
              - name: slack
                slack:
                  webhookUrl: SLACK
            route:
              receivers: [slack]
              storm: 99999
            """;

    private Watching() {}

    /**
     * Starts it and waits until it watches.
     *
     * @param folder for its data and settings
     * @param slack a webhook's address
     */
    static Launched start(Path root, String socket, Path folder, String slack) throws IOException {
        var settings =
                Files.writeString(Files.createTempFile(folder, "settings", ".yaml"), SETTINGS.replace("SLACK", slack));
        return Launched.until(
                List.of(
                        root.resolve("lastwords").toString(),
                        "watch",
                        "--config",
                        settings.toString(),
                        "--kafka-port",
                        "0",
                        "--docker-host",
                        "unix://" + socket,
                        "--data-dir",
                        folder.resolve("data").toString()),
                READY);
    }

    /** Its Kafka's address. */
    static String kafka(Launched watching) {
        return watching.ready().group(1);
    }
}
