package io.lastwords.cli.settings;

import io.lastwords.collector.MarkerRule;
import io.lastwords.collector.logs.LogAccess;
import io.lastwords.notifier.ReceiverSettings;
import io.lastwords.notifier.route.Route;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is in force, checked.
 *
 * @param hostName null for the engine's own name
 * @param dockerHosts where the engines listen, as they were given or found; one at least
 * @param dataDir where everything of this instance is kept
 * @param kafkaPort of the embedded Kafka, 0 for a free one
 * @param logs which way a local engine's logs are read
 * @param recoverAfter how long a run must live to count as healthy
 * @param throwaway whether containers that are never started may be made to look into images; null for the default,
 *     only on a local engine
 * @param metrics where metrics and health are served; null for nowhere
 * @param kafka Kafka client properties; without {@code bootstrap.servers} where Kafka is embedded
 * @param markers in the file's order
 * @param receivers in the file's order, those of the variables last
 * @param route which of them are told of what
 * @param inForce the same for a person, with where each comes from
 */
public record Settings(
        @Nullable String hostName,
        List<DockerAddress> dockerHosts,
        Path dataDir,
        int kafkaPort,
        LogAccess logs,
        Duration recoverAfter,
        @Nullable Boolean throwaway,
        @Nullable InetSocketAddress metrics,
        Map<String, String> kafka,
        List<MarkerRule> markers,
        List<ReceiverSettings> receivers,
        Route route,
        List<InForce> inForce) {
    public Settings {
        dockerHosts = List.copyOf(dockerHosts);
        kafka = Map.copyOf(kafka);
        markers = List.copyOf(markers);
        receivers = List.copyOf(receivers);
        inForce = List.copyOf(inForce);
    }

    /** Whether somebody else's Kafka is to be used. */
    public boolean externalKafka() {
        return kafka.containsKey("bootstrap.servers");
    }

    /**
     * One setting for a person.
     *
     * @param value {@code ***} for a secret
     * @param from the file with its line, the variable, the option, or {@code default}
     */
    public record InForce(String key, String value, String from) {}
}
