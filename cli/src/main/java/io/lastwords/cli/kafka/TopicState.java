package io.lastwords.cli.kafka;

import java.util.Map;

/**
 * A topic as Kafka has it.
 *
 * @param replicas of the partition that has the fewest
 * @param settings those in force, whether the topic's own or the brokers'
 */
public record TopicState(String name, int partitions, int replicas, Map<String, String> settings) {
    public TopicState {
        settings = Map.copyOf(settings);
    }

    /** What is in force of a setting; empty where Kafka does not say. */
    public String setting(String key) {
        return settings.getOrDefault(key, "");
    }
}
