package io.lastwords.notifier.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.GroupSubscription;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Subscription;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class OneOwnerTest {
    private static final List<TopicPartition> ALL =
            IntStream.range(0, 4).mapToObj(i -> new TopicPartition("t", i)).toList();
    private static final Node NODE = new Node(1, "localhost", 9092);
    private static final Cluster CLUSTER = new Cluster(
            "c",
            List.of(NODE),
            ALL.stream()
                    .map(partition -> new PartitionInfo(
                            partition.topic(), partition.partition(), NODE, new Node[] {NODE}, new Node[] {NODE}))
                    .toList(),
            Set.of(),
            Set.of());

    private final OneOwner assignor = new OneOwner();
    private final Map<String, Subscription> members = new HashMap<>();

    OneOwnerTest() {
        assignor.configure(Map.of(OneOwner.RECEIVER, "slack", OneOwner.RECEIVERS, List.of("slack", "mail")));
    }

    private void member(String notifier, List<TopicPartition> owned) {
        var subscription = new Subscription(List.of("t"), ByteBuffer.allocate(0), owned, 3, Optional.empty());
        subscription.setGroupInstanceId(Optional.of(notifier));
        members.put("member-" + notifier, subscription);
    }

    private Map<String, List<TopicPartition>> assign() {
        var assigned = new HashMap<String, List<TopicPartition>>();
        assignor.assign(CLUSTER, new GroupSubscription(members))
                .groupAssignment()
                .forEach((member, assignment) -> assigned.put(member, assignment.partitions()));
        return assigned;
    }

    private static String owner(String... notifiers) {
        return "member-" + Shares.owner("slack", List.of("slack", "mail"), List.of(notifiers));
    }

    @Test
    void givesAllToOne() {
        member("a", List.of());
        member("b", List.of());
        member("c", List.of());

        var assigned = assign();
        assertThat(assigned.remove(owner("a", "b", "c"))).containsExactlyElementsOf(ALL);
        assertThat(assigned.values()).hasSize(2).allMatch(List::isEmpty);
    }

    @Test
    void givesToNobodyWhatAnotherStillHolds() {
        member("a", List.of());
        member("b", List.of());
        var owner = owner("a", "b");
        var other = owner.equals("member-a") ? "b" : "a";
        member(other, ALL.subList(0, 3));

        assertThat(assign()).containsEntry(owner, ALL.subList(3, 4)).containsEntry("member-" + other, List.of());

        member(other, List.of());
        assertThat(assign()).containsEntry(owner, ALL);
    }

    @Test
    void anOwnerKeepsWhatItHolds() {
        member("a", List.of());
        member("b", List.of());
        member(owner("a", "b").substring("member-".length()), ALL);

        assertThat(assign()).containsEntry(owner("a", "b"), ALL);
    }
}
