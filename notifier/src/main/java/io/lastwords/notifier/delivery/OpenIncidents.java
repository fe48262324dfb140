package io.lastwords.notifier.delivery;

import io.lastwords.model.diagnosis.Diagnosis;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/** The incidents that are open now, each in its last revision. Confined to the receiver's thread. */
final class OpenIncidents {
    /** One of them. */
    record Known(TopicPartition partition, Diagnosis diagnosis) {
        /** It is found again by other means than reading on from an offset, so it holds back none. */
        Source source() {
            return new Source(partition, Long.MAX_VALUE, false, 0);
        }
    }

    private final Map<String, Known> open = new LinkedHashMap<>();

    void see(TopicPartition partition, Diagnosis diagnosis) {
        var incident = diagnosis.incident();
        if (incident == null) {
            return;
        }
        if (diagnosis.status() == Diagnosis.Status.OPEN) {
            open.put(incident, new Known(partition, diagnosis));
        } else {
            open.remove(incident);
        }
    }

    Stream<Known> stream() {
        return open.values().stream();
    }

    /** Somebody else deals with these partitions now. */
    void forget(Collection<TopicPartition> partitions) {
        open.values().removeIf(known -> partitions.contains(known.partition()));
    }
}
