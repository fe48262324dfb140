package io.lastwords.cli.kafka;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.SharedServer;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.image.MetadataDelta;
import org.apache.kafka.image.MetadataImage;
import org.apache.kafka.image.loader.LoaderManifest;
import org.apache.kafka.image.publisher.MetadataPublisher;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.ServerSocketFactory;
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

    private static final long PATIENCE_SECONDS = 30;

    private final String controllers;
    private final int id;
    private final SharedServer shared;
    private final ControllerServer controller;
    private final BrokerServer broker;

    CombinedNode(KafkaConfig config) {
        id = config.nodeId();
        var voters = QuorumConfig.parseVoterConnections(config.quorumConfig().voters());
        controllers = voters.values().stream()
                .map(address -> address.getHostString() + ":" + address.getPort())
                .collect(joining(","));
        var directories = KafkaRaftServer.initializeLogDirs(config, LOG, "");
        shared = new SharedServer(
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
        if (!anew) {
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

    /**
     * One that was stopped is fenced already; of the end of one that was killed the controller does not know. Asked before
     * it has read its own records again, it takes itself for one of an early release and refuses every request.
     */
    private void forgetTheKilled() throws InterruptedException, ExecutionException, TimeoutException {
        var images = new Images();
        shared.loader().installPublishers(List.of(images)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        var known = images.await(image -> image.features().metadataVersion().isPresent());
        var before = known.cluster().broker(id);
        if (before != null && !before.fenced()) {
            try (var admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_CONTROLLERS_CONFIG, controllers))) {
                admin.unregisterBroker(id).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
            images.await(image -> image.cluster().broker(id) == null); // or the broker would begin with what was before
            LOG.info("embedded Kafka was killed before: its old registration is withdrawn");
        }
        shared.loader().removeAndClosePublisher(images).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** What the controller's process has read of the metadata; told after all of the controller's own parts. */
    private static final class Images implements MetadataPublisher {
        private final BlockingQueue<MetadataImage> told = new LinkedBlockingQueue<>();

        @Override
        public String name() {
            return "Images";
        }

        @Override
        public void onMetadataUpdate(MetadataDelta delta, MetadataImage image, LoaderManifest manifest) {
            told.add(image);
        }

        /** The first that is as wanted, of those that no call has seen. */
        MetadataImage await(Predicate<MetadataImage> wanted) throws InterruptedException, TimeoutException {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            for (var image = told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                    image != null;
                    image = told.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                if (wanted.test(image)) {
                    return image;
                }
            }
            throw new TimeoutException("its controller did not read its records within " + PATIENCE_SECONDS + " s");
        }

        @Override
        public void close() {}
    }
}
