package io.lastwords.cli.command;

import io.lastwords.cli.settings.InvalidSettingsException;
import io.lastwords.cli.settings.Key;
import io.lastwords.cli.settings.Problem;
import io.lastwords.cli.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which Kafka. */
final class ClusterOptions implements SettingsOptions.Group {
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final int CONNECT_MILLIS = 200;

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT,...",
            description = "An existing Kafka; other client settings: under 'kafka' in the file.")
    @Nullable
    String bootstrapServers;

    /** The client properties for a command that has no Kafka of its own. */
    static Map<String, String> external(Settings settings) throws InvalidSettingsException {
        if (!settings.externalKafka()) {
            throw new InvalidSettingsException(List.of(new Problem(
                    "--bootstrap-servers",
                    "",
                    null,
                    "is missing: this command needs an existing Kafka (./lastwords watch brings its own)")));
        }
        return settings.kafka();
    }

    /** The client properties for a command that asks whatever runs already: the named Kafka, else the embedded one. */
    static Map<String, String> running(Settings settings) {
        if (settings.externalKafka()) {
            return settings.kafka();
        }
        var kafka = new HashMap<>(settings.kafka());
        kafka.put("bootstrap.servers", "127.0.0.1:" + settings.kafkaPort());
        return kafka;
    }

    /** The same, where somebody listens at the embedded one's port; a named Kafka is expected to. */
    static Optional<Map<String, String>> answering(Settings settings) {
        return settings.externalKafka() || listens(settings.kafkaPort())
                ? Optional.of(running(settings))
                : Optional.empty();
    }

    private static boolean listens(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void into(Map<Key, List<String>> options) {}
}
