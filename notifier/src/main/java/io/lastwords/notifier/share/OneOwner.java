package io.lastwords.notifier.share;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Configurable;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives all partitions of a receiver's group to one member: only so the receiver's rate and order hold, which no assignor
 * of Kafka's own does. A partition that another member still holds is given to nobody until that one has let go of it.
 */
public final class OneOwner implements ConsumerPartitionAssignor, Configurable {
    /** The receiver whose group it is, a setting of the consumer. */
    public static final String RECEIVER = "lastwords.receiver";

    /** All receivers, so that the notifiers get equal shares; a setting of the consumer. */
    public static final String RECEIVERS = "lastwords.receivers";

    private static final Logger LOG = LoggerFactory.getLogger(OneOwner.class);

    private String receiver = "";
    private List<String> receivers = List.of();

    @Override
    public void configure(Map<String, ?> configs) {
        receiver = String.valueOf(Objects.requireNonNull(configs.get(RECEIVER), RECEIVER));
        receivers = configs.get(RECEIVERS) instanceof Collection<?> names
                ? names.stream().map(String::valueOf).toList()
                : List.of();
    }

    @Override
    public String name() {
        return "lastwords-one-owner";
    }

    @Override
    public List<RebalanceProtocol> supportedProtocols() {
        return List.of(RebalanceProtocol.COOPERATIVE);
    }

    @Override
    public GroupAssignment assign(Cluster metadata, GroupSubscription group) {
        var members = group.groupSubscription();
        var notifiers = new TreeMap<String, String>();
        members.forEach((member, subscription) ->
                notifiers.put(subscription.groupInstanceId().orElse(member), member));
        var owner = notifiers.get(Shares.owner(receiver, receivers, notifiers.keySet()));
        var assignments = new HashMap<String, Assignment>();
        members.keySet().forEach(member -> assignments.put(member, new Assignment(List.of())));
        var free = new ArrayList<>(partitions(metadata, members.values()));
        members.forEach((member, subscription) -> {
            if (!member.equals(owner)) {
                free.removeAll(subscription.ownedPartitions());
            }
        });
        assignments.put(Objects.requireNonNull(owner), new Assignment(free));
        return new GroupAssignment(assignments);
    }

    private static List<TopicPartition> partitions(Cluster metadata, Collection<Subscription> subscriptions) {
        Set<String> topics = new TreeSet<>();
        subscriptions.forEach(subscription -> topics.addAll(subscription.topics()));
        var partitions = new ArrayList<TopicPartition>();
        for (var topic : topics) {
            metadata.partitionsForTopic(topic)
                    .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
        }
        return partitions;
    }

    @Override
    public void onAssignment(Assignment assignment, ConsumerGroupMetadata metadata) {
        LOG.atInfo()
                .addKeyValue("receiver", receiver)
                .addKeyValue("partitions", assignment.partitions().size())
                .log(assignment.partitions().isEmpty() ? "Another notifier serves it" : "It is served here");
    }
}
