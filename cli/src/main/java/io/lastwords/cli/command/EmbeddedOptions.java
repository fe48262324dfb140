package io.lastwords.cli.command;

import io.lastwords.cli.settings.Key;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The Kafka inside. */
final class EmbeddedOptions implements SettingsOptions.Group {
    @Option(
            names = "--kafka-port",
            paramLabel = "N",
            description = "Port of the embedded Kafka on 127.0.0.1; default: 9092, and 0 takes a free one.")
    @Nullable
    String kafkaPort;

    @Override
    public void into(Map<Key, List<String>> options) {
        SettingsOptions.put(options, Key.KAFKA_PORT, kafkaPort);
    }
}
