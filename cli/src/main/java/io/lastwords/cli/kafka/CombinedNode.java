package io.lastwords.cli.kafka;

import static java.util.stream.Collectors.joining;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.SharedServer;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.errors.BrokerIdNotRegisteredException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.ServerSocketFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A controller and a broker in one process, put together as {@link KafkaRaftServer} does it, with one step between
 * their starts: the controller forgets a broker that was killed before this one begins.
 *
 * <p>Else a broker that comes back takes itself, by its old registration, for the leader of its partitions, begins to
 * finish the transactions that the kill has cut, and then sees every leader vanish, for as long as its new registration
 * takes. Kafka 4.3.1 takes a partition without a leader for a deleted one and calls the transaction complete without a
 * marker in it (KAFKA-20734): nobody reads beyond that place any more, after any restart.
 */
final class CombinedNode {
    private static final Logger LOG = LoggerFactory.getLogger(CombinedNode.class);

    /** What Kafka leaves in its folder where it was stopped, not killed. */
    private static final String CLEAN_SHUTDOWN = ".kafka_cleanshutdown";

    private static final long PATIENCE_SECONDS = 30;

    private final Path directory;
    private final String controllers;
    private final int id;
    private final ControllerServer controller;
    private final BrokerServer broker;

    CombinedNode(Path directory, KafkaConfig config) {
        this.directory = directory;
        id = config.nodeId();
        var voters = QuorumConfig.parseVoterConnections(config.quorumConfig().voters());
        controllers = voters.values().stream()
                .map(address -> address.getHostString() + ":" + address.getPort())
                .collect(joining(","));
        var directories = KafkaRaftServer.initializeLogDirs(config, LOG, "");
        var shared = new SharedServer(
                config,
                directories._1(),
                Time.SYSTEM,
                new Metrics(Time.SYSTEM),
                CompletableFuture.completedFuture(voters),
                QuorumConfig.parseBootstrapServers(config.quorumConfig().bootstrapServers()),
                new StandardFaultHandlerFactory(),
                ServerSocketFactory.INSTANCE);
        broker = new BrokerServer(shared);
        controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), directories._2());
    }

    /**
     * Returns when the broker takes requests.
     *
     * @param anew whether the folder has just been made
     */
    void start(boolean anew) throws InterruptedException, ExecutionException, TimeoutException {
        controller.startup();
        if (!anew && !Files.exists(directory.resolve(CLEAN_SHUTDOWN))) {
            forgetTheKilled();
        }
        broker.startup();
    }

    /**
     * Stops what has been started of it, and waits for it.
     *
     * @param patience how long the broker may take to hand over in good order; one whose disk has failed never does
     */
    void stop(Duration patience) {
        broker.shutdown(patience);
        controller.shutdown();
        broker.awaitShutdown();
        controller.awaitShutdown();
    }

    /** One that was stopped is fenced already; of the end of one that was killed the controller does not know. */
    private void forgetTheKilled() throws InterruptedException, ExecutionException, TimeoutException {
        try (var admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_CONTROLLERS_CONFIG, controllers))) {
            admin.unregisterBroker(id).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            LOG.info("embedded Kafka was killed before: its old registration is withdrawn");
        } catch (ExecutionException e) {
            if (!neverWas(e.getCause())) {
                throw e;
            }
        }
    }

    /** No broker was ever here, or the controller has not even its first features: it was killed at its first start. */
    private static boolean neverWas(@Nullable Throwable cause) {
        return cause instanceof BrokerIdNotRegisteredException || cause instanceof UnsupportedVersionException;
    }
}
