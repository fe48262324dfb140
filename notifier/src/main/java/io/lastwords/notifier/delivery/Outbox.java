package io.lastwords.notifier.delivery;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What waits to be sent to one receiver, at most one notice per incident. Confined to the receiver's thread. */
final class Outbox {
    /** Past either of these no more diagnoses are read until some are sent. */
    private static final int MAX_NOTICES = 1_000;

    private static final long MAX_BYTES = 32 << 20;

    private final Map<String, Pending> waiting = new LinkedHashMap<>();
    private long bytes;

    @Nullable
    Pending get(String incident) {
        return waiting.get(incident);
    }

    void put(String incident, Pending pending) {
        var before = waiting.put(incident, pending);
        bytes +=
                pending.source().bytes() - (before == null ? 0 : before.source().bytes());
    }

    void remove(String incident) {
        var before = waiting.remove(incident);
        bytes -= before == null ? 0 : before.source().bytes();
    }

    boolean isFull() {
        return waiting.size() >= MAX_NOTICES || bytes >= MAX_BYTES;
    }

    /** The one that has been due for the longest, if one is due. */
    Optional<Map.Entry<String, Pending>> due(long now) {
        return next().filter(entry -> entry.getValue().due() - now <= 0);
    }

    /** The one that is due next. */
    Optional<Map.Entry<String, Pending>> next() {
        // by difference, since a monotonic clock may wrap round; all lie within days of each other
        return waiting.entrySet().stream()
                .min(Comparator.comparing(Map.Entry::getValue, (a, b) -> Long.signum(a.due() - b.due())));
    }

    /** What is told together with one that is due: itself at least. */
    List<Pending> together(Pending first, long now) {
        var group = first.group();
        return group == null
                ? List.of(first)
                : waiting.values().stream()
                        .filter(pending -> group.equals(pending.group())
                                && pending.notice() == first.notice()
                                && pending.due() - now <= 0)
                        .toList();
    }

    /** Whether a new receiver's first catch-up is still being sent. */
    boolean catchingUp(TopicPartition partition) {
        return waiting.values().stream()
                .anyMatch(pending -> pending.source().catchUp()
                        && pending.source().partition().equals(partition));
    }

    /** From where reading must begin again after a kill, where nothing else is read than up to the position. */
    long safeOffset(TopicPartition partition, long position) {
        return waiting.values().stream()
                .map(Pending::source)
                .filter(source -> source.partition().equals(partition))
                .mapToLong(Source::offset)
                .reduce(position, Math::min);
    }

    /** Somebody else deals with these partitions now. */
    void forget(Collection<TopicPartition> partitions) {
        waiting.values()
                .removeIf(pending -> partitions.contains(pending.source().partition()));
        bytes = waiting.values().stream()
                .mapToLong(pending -> pending.source().bytes())
                .sum();
    }
}
