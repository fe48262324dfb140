package io.lastwords.benchmarks.collector;

import io.lastwords.benchmarks.Broker;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** The topic that others forward lines into, a record a line. */
final class Forwarded implements AutoCloseable {
    static final String TOPIC = "benchmark.lines";

    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);

    private final Admin admin;

    Forwarded(Broker broker) throws ExecutionException, InterruptedException {
        admin = Admin.create(new HashMap<>(broker.clients()));
        admin.createTopics(List.of(new NewTopic(TOPIC, Optional.of(1), Optional.empty())))
                .all()
                .get();
    }

    /** How many have come. */
    long lines() throws ExecutionException, InterruptedException {
        return admin.listOffsets(Map.of(PARTITION, OffsetSpec.latest()))
                .partitionResult(PARTITION)
                .get()
                .offset();
    }

    @Override
    public void close() {
        admin.close();
    }
}
