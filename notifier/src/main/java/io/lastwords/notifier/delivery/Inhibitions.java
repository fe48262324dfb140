package io.lastwords.notifier.delivery;

import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.memory.Bounded;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Which incidents of workloads are told by a wider one, of a fleet or of a host, and not themselves. A fleet's members
 * stay so to their end; a host's only while its own incident lasts, since what fails longer fails for a reason of its
 * own. Confined to the receiver's thread.
 */
final class Inhibitions {
    private static final int REMEMBERED = 1_000;

    /**
     * An incident that stands for others.
     */
    private record Wider(TopicPartition partition, Set<String> members, Diagnosis diagnosis) {
        @Nullable
        String image() {
            var sample = diagnosis.sample();
            return sample == null ? null : sample.image();
        }
    }

    private final Map<String, Wider> wider = new HashMap<>();

    /** Fleets that are over: their members' ends may come a moment later. */
    private final Map<String, Wider> over = Bounded.byInsertion(REMEMBERED);

    /** Learns from a wider incident; says which members it stands for now. */
    List<String> see(TopicPartition partition, Diagnosis diagnosis) {
        var incident = diagnosis.incident();
        if (diagnosis.scope() == Diagnosis.Scope.WORKLOAD || incident == null) {
            return List.of();
        }
        var seen = new Wider(partition, Set.copyOf(diagnosis.members()), diagnosis);
        if (diagnosis.status() == Diagnosis.Status.OPEN) {
            wider.put(incident, seen);
            return diagnosis.members();
        }
        wider.remove(incident);
        if (diagnosis.scope() == Diagnosis.Scope.FLEET) {
            over.put(incident, seen);
        }
        return List.of();
    }

    /** It is told to others now. */
    void forget(String incident) {
        wider.remove(incident);
    }

    /** Whether a workload runs what the workloads of an open fleet incident run, so that it may be the next of them. */
    boolean kin(Diagnosis diagnosis) {
        var workload = diagnosis.workload();
        return workload != null
                && wider.values().stream().anyMatch(one -> workload.image().equals(one.image()));
    }

    /**
     * Whether nothing is said of this state of a workload's incident.
     *
     * @param speaks whether a wider incident was told, or will be
     */
    boolean mute(Diagnosis diagnosis, Predicate<Diagnosis> speaks) {
        return diagnosis.status() == Diagnosis.Status.OPEN
                && wider.values().stream().anyMatch(one -> standsFor(diagnosis, one) && speaks.test(one.diagnosis()));
    }

    private static boolean standsFor(Diagnosis diagnosis, Wider one) {
        var incident = diagnosis.incident();
        return diagnosis.scope() == Diagnosis.Scope.WORKLOAD
                && incident != null
                && one.members().contains(incident);
    }

    /**
     * Whether the end of a workload's incident is told with that of the wider one.
     *
     * @param told of which incidents the receiver knows
     */
    boolean tellsTheEndOf(Diagnosis diagnosis, Predicate<String> told) {
        return told(told).anyMatch(one -> standsFor(diagnosis, one));
    }

    /** Whether a wider incident that the receiver knows of has this workload's among its own. */
    boolean standsFor(String incident, Predicate<String> told) {
        return told(told).anyMatch(one -> one.members().contains(incident));
    }

    private Stream<Wider> told(Predicate<String> told) {
        return Stream.of(wider, over)
                .flatMap(some -> some.entrySet().stream())
                .filter(one -> told.test(one.getKey()))
                .map(Map.Entry::getValue);
    }

    /** Somebody else deals with these partitions now. */
    void forget(Collection<TopicPartition> partitions) {
        wider.values().removeIf(one -> partitions.contains(one.partition()));
        over.values().removeIf(one -> partitions.contains(one.partition()));
    }
}
