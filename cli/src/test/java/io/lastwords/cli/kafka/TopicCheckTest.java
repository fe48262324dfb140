package io.lastwords.cli.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lastwords.cli.kafka.TopicCheck.Counts;
import io.lastwords.model.topic.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TopicCheckTest {
    private final List<TopicState> there =
            new ArrayList<>(Topics.all().stream().map(topic -> state(topic)).toList());

    @Test
    void findsNothingWhereTheTopicsAreAsTheyWereMade() {
        assertThat(check()).isEmpty();
    }

    @Test
    void saysThatATopicIsMissing() {
        there.removeIf(topic -> topic.name().equals(Topics.VERDICTS));

        assertThat(check()).singleElement().satisfies(missing -> {
            assertThat(missing.topic()).isEqualTo(Topics.VERDICTS);
            assertThat(missing.breaks()).isTrue();
        });
    }

    @Test
    void breaksWhereRecordsThatStillHoldWouldBeDeleted() {
        change(Topics.SILENCES, "cleanup.policy", "delete");
        change(Topics.JOURNAL, "cleanup.policy", "compact");
        change(Topics.DELIVERIES, "cleanup.policy", "compact,delete");

        assertThat(check())
                .allMatch(Difference::breaks)
                .extracting(Difference::topic, Difference::wanted)
                .containsExactly(
                        tuple(Topics.JOURNAL, "delete"),
                        tuple(Topics.DELIVERIES, "compact"),
                        tuple(Topics.SILENCES, "compact"));
    }

    @Test
    void breaksWhereALargeRecordWouldBeRefused() {
        change(Topics.JOURNAL, "max.message.bytes", "900000");

        assertThat(check()).singleElement().satisfies(refused -> {
            assertThat(refused.breaks()).isTrue();
            assertThat(Integer.parseInt(refused.wanted())).isBetween(900_001, 1_048_588);
        });
    }

    @Test
    void breaksWhereThereAreFewerReplicasThanMustAcknowledge() {
        change(Topics.RUNS, "min.insync.replicas", "2");

        assertThat(check()).singleElement().satisfies(stuck -> {
            assertThat(stuck.breaks()).isTrue();
            assertThat(stuck.wanted()).isEqualTo("at most 1");
            assertThat(TopicSetup.alterable(stuck)).isFalse();
        });
    }

    @Test
    void takesMoreRetentionThanItAskedForAndTellsOfLess() {
        change(Topics.JOURNAL, "retention.ms", "-1");
        change(Topics.RUNS, "retention.bytes", "99999999999999");
        assertThat(check()).isEmpty();

        change(Topics.JOURNAL, "retention.ms", "3600000");
        change(Topics.JOURNAL, "message.timestamp.type", "CreateTime");
        assertThat(check())
                .noneMatch(Difference::breaks)
                .extracting(Difference::setting)
                .containsExactly("message.timestamp.type", "retention.ms");
    }

    @Test
    void wantsTheNumbersThatSomebodyAskedForAndNoOthers() {
        var check = new TopicCheck(new Counts(Optional.of(1), Optional.of(3)));

        assertThat(check.of(there))
                .hasSameSizeAs(Topics.all())
                .noneMatch(Difference::breaks)
                .noneMatch(TopicSetup::alterable)
                .allMatch(one -> one.setting().equals("replication.factor")
                        && one.is().equals("1")
                        && one.wanted().equals("3"));
    }

    private List<Difference> check() {
        return new TopicCheck(Counts.DEFAULT).of(there);
    }

    private void change(String topic, String key, String value) {
        there.replaceAll(is -> {
            if (!is.name().equals(topic)) {
                return is;
            }
            var settings = new HashMap<>(is.settings());
            settings.put(key, value);
            return new TopicState(topic, is.partitions(), is.replicas(), settings);
        });
    }

    /** As a broker of one node shows it that was asked for what we ask for. */
    private static TopicState state(Topics.Topic topic) {
        var settings = new HashMap<String, String>(Map.of(
                "cleanup.policy",
                "delete",
                "max.message.bytes",
                "1048588",
                "min.insync.replicas",
                "1",
                "retention.bytes",
                "-1"));
        settings.putAll(topic.settings());
        return new TopicState(topic.name(), 1, 1, settings);
    }
}
