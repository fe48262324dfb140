package io.lastwords.cli.kafka;

import io.lastwords.cli.failure.Failure;
import io.lastwords.cli.kafka.TopicCheck.Counts;
import io.lastwords.model.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * The topics on one Kafka: looked at, made where they are missing, and, only where somebody asks for it, changed. None
 * is ever deleted.
 */
public final class TopicSetup implements AutoCloseable {
    private static final int MAX_TRIES = 300;
    private static final int BETWEEN_TRIES_MILLIS = 50;

    private final Map<String, String> client;
    private final Admin admin;

    private TopicSetup(Map<String, String> client, Admin admin) {
        this.client = client;
        this.admin = admin;
    }

    /**
     * Returns when all topics are there: what is missing is made with the cluster's own number of partitions and
     * replicas, since only its owner knows, and what is there is left as it is.
     *
     * @param client Kafka client properties
     * @throws Failure where Kafka does not answer or refuses
     */
    public static void ensure(Map<String, String> client) throws Failure, InterruptedException {
        try (var setup = connect(client)) {
            setup.create(Counts.DEFAULT);
        }
    }

    /**
     * Begins to connect.
     *
     * @param client Kafka client properties
     * @throws Failure where they cannot be used
     */
    public static TopicSetup connect(Map<String, String> client) throws Failure {
        var properties = new HashMap<String, Object>(client);
        properties.putIfAbsent("client.id", "lastwords-topics");
        properties.putIfAbsent("default.api.timeout.ms", "15000");
        properties.putIfAbsent("request.timeout.ms", "10000");
        try {
            return new TopicSetup(client, Admin.create(properties));
        } catch (KafkaException e) {
            throw KafkaTrouble.failure(client, e);
        }
    }

    /** Those of our topics that are there. */
    public List<TopicState> look() throws Failure, InterruptedException {
        var names = there();
        var described = answer(admin.describeTopics(names).allTopicNames());
        var settings = answer(
                admin.describeConfigs(names.stream().map(TopicSetup::resource).toList())
                        .all());
        var states = new ArrayList<TopicState>();
        for (var topic : described.values()) {
            states.add(new TopicState(
                    topic.name(), topic.partitions().size(), replicas(topic), values(settings, topic.name())));
        }
        return states;
    }

    /**
     * Makes what is missing, and returns when the leader of each partition takes records. Until then a producer's first
     * batch may be refused and its second be taken; Kafka 4.3.1 then takes the first one, repeated, for out of order, and
     * so until it expires.
     *
     * @return the names of what was made
     */
    public List<String> create(Counts counts) throws Failure, InterruptedException {
        var there = there();
        var missing = Topics.all().stream()
                .filter(topic -> !there.contains(topic.name()))
                .map(topic -> new NewTopic(
                                topic.name(),
                                counts.partitions(),
                                counts.replicas().map(Integer::shortValue))
                        .configs(topic.settings()))
                .toList();
        for (var created : admin.createTopics(missing).values().entrySet()) {
            try {
                created.getValue().get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) { // another process was quicker
                    throw KafkaTrouble.failure(client, e);
                }
            }
        }
        var names = missing.stream().map(NewTopic::name).toList();
        awaitLeaders(names);
        return names;
    }

    /**
     * A leader that answers has the partition's log open. A broker that has yet to hear of the topic is asked again; Kafka
     * tells nobody when it has.
     */
    private void awaitLeaders(List<String> topics) throws Failure, InterruptedException {
        for (int tries = 1; ; tries++) {
            try {
                var partitions = admin.describeTopics(topics).allTopicNames().get().values().stream()
                        .flatMap(topic -> topic.partitions().stream()
                                .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                        .collect(Collectors.toMap(Function.identity(), each -> OffsetSpec.latest()));
                admin.listOffsets(partitions).all().get();
                return;
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || tries == MAX_TRIES) {
                    throw KafkaTrouble.failure(client, e);
                }
                TimeUnit.MILLISECONDS.sleep(BETWEEN_TRIES_MILLIS);
            }
        }
    }

    /** Gives the topics the settings that are wanted of them; the number of partitions and replicas stays. */
    public void alter(Collection<Difference> differences) throws Failure, InterruptedException {
        var changes = differences.stream()
                .filter(TopicSetup::alterable)
                .collect(Collectors.groupingBy(
                        difference -> resource(difference.topic()),
                        Collectors.mapping(
                                TopicSetup::change,
                                Collectors.<AlterConfigOp, Collection<AlterConfigOp>>toCollection(ArrayList::new))));
        answer(admin.incrementalAlterConfigs(changes).all());
    }

    /** Whether {@link #alter} can mend it. */
    public static boolean alterable(Difference difference) {
        return switch (difference.setting()) {
            case TopicCheck.PARTITIONS, TopicCheck.REPLICAS, TopicCheck.IN_SYNC, TopicCheck.TOPIC -> false;
            default -> true;
        };
    }

    private static AlterConfigOp change(Difference difference) {
        return new AlterConfigOp(new ConfigEntry(difference.setting(), difference.wanted()), AlterConfigOp.OpType.SET);
    }

    private Set<String> there() throws Failure, InterruptedException {
        var names = answer(admin.listTopics().names());
        return Topics.all().stream()
                .map(Topics.Topic::name)
                .filter(names::contains)
                .collect(Collectors.toSet());
    }

    private static int replicas(TopicDescription topic) {
        return topic.partitions().stream()
                .mapToInt(partition -> partition.replicas().size())
                .min()
                .orElse(0);
    }

    private static Map<String, String> values(Map<ConfigResource, Config> settings, String topic) {
        var config = settings.get(resource(topic));
        return config == null
                ? Map.of()
                : config.entries().stream()
                        .filter(entry -> entry.value() != null)
                        .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    private <T> T answer(KafkaFuture<T> future) throws Failure, InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw KafkaTrouble.failure(client, e);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(2));
    }
}
