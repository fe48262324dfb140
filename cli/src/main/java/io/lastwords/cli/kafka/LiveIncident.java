package io.lastwords.cli.kafka;

import io.lastwords.cli.failure.Failure;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.topic.Json;
import io.lastwords.model.topic.Topics;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a running analyzer calls the open incident of a workload, for those who look at the same workload without it. */
public final class LiveIncident {
    private static final String MOST_MILLIS = "10000";

    private LiveIncident() {}

    /**
     * The incident's ID, empty where there is none.
     *
     * @param client the Kafka clients' properties
     * @param workload its ID
     * @throws Failure where no Kafka answers within 10 s, or the topic cannot be read
     */
    public static Optional<String> of(Map<String, String> client, String workload) throws Failure {
        var hasty = new HashMap<>(client);
        hasty.put("default.api.timeout.ms", MOST_MILLIS);
        hasty.put("request.timeout.ms", MOST_MILLIS);
        return new TopicTable(hasty, Topics.DIAGNOSES)
                        .read((key, value) -> diagnosis(value)
                                .filter(one -> one.status() == Diagnosis.Status.OPEN && one.isOf(workload)))
                        .values()
                        .stream()
                        .max(Comparator.comparing(Diagnosis::updatedAt))
                        .map(Diagnosis::incident);
    }

    private static Optional<Diagnosis> diagnosis(byte[] value) {
        try {
            return Optional.of(Json.read(value, Diagnosis.class));
        } catch (IOException e) {
            return Optional.empty(); // no diagnosis, so not this workload's
        }
    }
}
