package io.lastwords.cli.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is in force, checked.
 *
 * @param hostName null for the engine's own name
 * @param dockerHost where the engine listens, as it was given or found
 * @param dataDir where everything of this instance is kept
 * @param kafkaPort of the embedded Kafka, 0 for a free one
 * @param recoverAfter how long a run must live to count as healthy
 * @param kafka Kafka client properties; without {@code bootstrap.servers} where Kafka is embedded
 * @param markers in the file's order
 * @param receivers in the file's order, those of the variables last
 * @param inForce the same for a person, with where each comes from
 */
public record Settings(
        @Nullable String hostName,
        DockerAddress dockerHost,
        Path dataDir,
        int kafkaPort,
        Duration recoverAfter,
        Map<String, String> kafka,
        List<Marker> markers,
        List<Receiver> receivers,
        List<InForce> inForce) {
    public Settings {
        kafka = Map.copyOf(kafka);
        markers = List.copyOf(markers);
        receivers = List.copyOf(receivers);
        inForce = List.copyOf(inForce);
    }

    /** Whether somebody else's Kafka is to be used. */
    public boolean externalKafka() {
        return kafka.containsKey("bootstrap.servers");
    }

    /** The line that programs print on reaching main, for containers by name or image; one of the two is null at most. */
    public record Marker(@Nullable String name, @Nullable String image, String marker) {}

    /** Where notices go. */
    public sealed interface Receiver {
        String name();
    }

    /** A Slack incoming webhook; the URL is a secret. */
    public record Slack(String name, String webhookUrl) implements Receiver {
        @Override
        public String toString() {
            return "Slack[name=" + name + ", webhookUrl=***]";
        }
    }

    /** A mailbox or several; the URL may hold a password. */
    public record Email(String name, String smtpUrl, String from, List<String> to) implements Receiver {
        public Email {
            to = List.copyOf(to);
        }

        @Override
        public String toString() {
            return "Email[name=" + name + ", smtpUrl=***, from=" + from + ", to=" + to + "]";
        }
    }

    /**
     * One setting for a person.
     *
     * @param value {@code ***} for a secret
     * @param from the file with its line, the variable, the option, or {@code default}
     */
    public record InForce(String key, String value, String from) {}
}
