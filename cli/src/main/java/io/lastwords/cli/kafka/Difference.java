package io.lastwords.cli.kafka;

/**
 * One way in which a topic is not as it is wanted.
 *
 * @param setting Kafka's name for it; {@code partitions} and {@code replication.factor} too
 * @param is empty where the topic is missing
 * @param breaks whether Lastwords cannot do its work like that
 * @param because what comes of it
 */
public record Difference(String topic, String setting, String is, String wanted, boolean breaks, String because) {}
