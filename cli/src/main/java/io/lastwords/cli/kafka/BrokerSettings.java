package io.lastwords.cli.kafka;

import java.nio.file.Path;
import java.util.Properties;

/** The settings of the broker inside the process: one node, loopback only, small, and quick to be back after a kill. */
final class BrokerSettings {
    private static final String[][] FIXED = {
        {"process.roles", "broker,controller"},
        {"node.id", "1"},
        {"controller.listener.names", "CONTROLLER"},
        {"listener.security.protocol.map", "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT"},
        {"inter.broker.listener.name", "CLIENTS"},
        {"auto.create.topics.enable", "false"},
        {"num.partitions", "1"},
        {"default.replication.factor", "1"},
        {"min.insync.replicas", "1"},
        {"offsets.topic.num.partitions", "1"},
        {"offsets.topic.replication.factor", "1"},
        {"offsets.topic.segment.bytes", "16777216"},
        {"transaction.state.log.num.partitions", "1"},
        {"transaction.state.log.replication.factor", "1"},
        {"transaction.state.log.min.isr", "1"},
        {"transaction.state.log.segment.bytes", "16777216"},
        {"share.coordinator.state.topic.num.partitions", "1"},
        {"share.coordinator.state.topic.replication.factor", "1"},
        {"share.coordinator.state.topic.min.isr", "1"},
        {"group.initial.rebalance.delay.ms", "0"},
        // a killed writer's open transaction blocks every reader until it is aborted
        {"transaction.abort.timed.out.transaction.cleanup.interval.ms", "500"},
        // it lives as long as its controller; held up for longer it would be cut off, and lose markers (KAFKA-20734)
        {"broker.session.timeout.ms", "86400000"},
        {"metadata.log.segment.bytes", "16777216"},
        {"metadata.max.retention.bytes", "33554432"},
        {"log.index.size.max.bytes", "1048576"},
        {"log.retention.check.interval.ms", "60000"},
        {"log.cleaner.dedupe.buffer.size", "4194304"},
        {"log.cleaner.threads", "1"},
        {"num.network.threads", "2"},
        {"num.io.threads", "2"},
        {"num.recovery.threads.per.data.dir", "2"},
        {"background.threads", "2"},
        {"num.replica.fetchers", "1"},
    };

    private BrokerSettings() {}

    static Properties of(Path directory, int port, int controllerPort) {
        var properties = new Properties();
        for (var entry : FIXED) {
            properties.setProperty(entry[0], entry[1]);
        }
        properties.setProperty("log.dirs", directory.toString());
        properties.setProperty(
                "listeners", "CLIENTS://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        properties.setProperty("advertised.listeners", "CLIENTS://127.0.0.1:" + port);
        properties.setProperty("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        return properties;
    }
}
