package io.lastwords.cli.kafka;

import io.lastwords.model.topic.Topics;
import io.lastwords.model.topic.Topics.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Compares the topics that are there with those that are wanted. More retention than wanted is no difference, since
 * whoever owns the disk may give more of it; less is one, and so is whatever would lose a record or refuse one.
 *
 * @param counts how many partitions and replicas somebody wants; where they do not say, any number will do
 */
public record TopicCheck(Counts counts) {
    static final String TOPIC = "topic";
    static final String PARTITIONS = "partitions";
    static final String REPLICAS = "replication.factor";
    static final String CLEANUP = "cleanup.policy";
    static final String IN_SYNC = "min.insync.replicas";
    static final String LARGEST = "max.message.bytes";

    /** A record with its key and the batch around it; the brokers' default is 1048588. */
    private static final int LARGEST_BATCH = Topics.MAX_RECORD_BYTES + (16 << 10);

    /** All that differs, in the order of {@link Topics#all}. */
    public List<Difference> of(Collection<TopicState> there) {
        Map<String, TopicState> byName =
                there.stream().collect(Collectors.toMap(TopicState::name, Function.identity()));
        var differences = new ArrayList<Difference>();
        for (Topic wanted : Topics.all()) {
            TopicState is = byName.get(wanted.name());
            if (is == null) {
                differences.add(new Difference(wanted.name(), TOPIC, "", "there", true, "it is missing"));
            } else {
                compare(wanted, is, differences);
            }
        }
        return List.copyOf(differences);
    }

    private void compare(Topic wanted, TopicState is, List<Difference> into) {
        new TreeMap<>(wanted.settings())
                .forEach((key, value) ->
                        setting(wanted.name(), key, is.setting(key), value).ifPresent(into::add));
        if (!wanted.settings().containsKey(CLEANUP)) {
            setting(wanted.name(), CLEANUP, is.setting(CLEANUP), "delete").ifPresent(into::add);
        }
        if (number(is.setting(LARGEST), Long.MAX_VALUE) < LARGEST_BATCH) {
            into.add(new Difference(
                    is.name(),
                    LARGEST,
                    is.setting(LARGEST),
                    "" + LARGEST_BATCH,
                    true,
                    "a large record would be refused, and nothing behind it written"));
        }
        if (number(is.setting(IN_SYNC), 1) > is.replicas()) {
            into.add(new Difference(
                    is.name(),
                    IN_SYNC,
                    is.setting(IN_SYNC),
                    "at most " + is.replicas(),
                    true,
                    "no record is ever acknowledged: it has fewer replicas than that"));
        }
        count(is, PARTITIONS, is.partitions(), counts.partitions()).ifPresent(into::add);
        count(is, REPLICAS, is.replicas(), counts.replicas()).ifPresent(into::add);
    }

    private static Optional<Difference> setting(String topic, String key, String is, String wanted) {
        boolean differs = switch (key) {
            case "retention.ms", "retention.bytes", "min.compaction.lag.ms" -> forever(is) < forever(wanted);
            case "segment.bytes" -> number(is, 0) > number(wanted, 0);
            default -> !is.equals(wanted);
        };
        return differs
                ? Optional.of(new Difference(topic, key, is, wanted, key.equals(CLEANUP), because(key, wanted)))
                : Optional.empty();
    }

    private static String because(String key, String wanted) {
        return switch (key) {
            case CLEANUP ->
                wanted.equals("compact")
                        ? "what still holds would be deleted by its age"
                        : "all but the last record of a key would be deleted";
            case "message.timestamp.type" -> "how long a record is kept would depend on its writer's clock";
            case "segment.bytes" -> "what may go stays until a larger file is full";
            default -> "the past is forgotten sooner";
        };
    }

    private static Optional<Difference> count(TopicState is, String what, int count, Optional<Integer> wanted) {
        return wanted.filter(number -> number != count)
                .map(number -> new Difference(
                        is.name(), what, "" + count, "" + number, false, "Lastwords does not change that"));
    }

    /** -1 stands for no limit. */
    private static long forever(String value) {
        long number = number(value, -1);
        return number < 0 ? Long.MAX_VALUE : number;
    }

    private static long number(String value, long otherwise) {
        return value.isEmpty() ? otherwise : Long.parseLong(value);
    }

    /** How many partitions and replicas somebody wants; empty for the cluster's own default. */
    public record Counts(Optional<Integer> partitions, Optional<Integer> replicas) {
        /** Whatever the cluster makes of it. */
        public static final Counts DEFAULT = new Counts(Optional.empty(), Optional.empty());
    }
}
