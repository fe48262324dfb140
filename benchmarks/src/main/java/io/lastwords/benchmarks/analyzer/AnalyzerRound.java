package io.lastwords.benchmarks.analyzer;

import io.lastwords.analyzer.Analyzer;
import io.lastwords.analyzer.AnalyzerFailedException;
import io.lastwords.analyzer.AnalyzerSettings;
import io.lastwords.benchmarks.Broker;
import io.lastwords.model.topic.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.common.TopicPartition;

/** The real service over the whole journal, as if it had never run before. */
final class AnalyzerRound {
    private static final TopicPartition JOURNAL = new TopicPartition(Topics.JOURNAL, 0);

    private final Broker broker;

    AnalyzerRound(Broker broker) {
        this.broker = broker;
    }

    /** Seconds from running to the commit of the last record's offset. */
    double run() throws InterruptedException, ExecutionException, IOException, AnalyzerFailedException {
        var folder = broker.folder("streams");
        try (var admin = Admin.create(new HashMap<String, Object>(broker.clients()))) {
            long end = end(admin, JOURNAL);
            double seconds;
            try (var analyzer = new Analyzer(new AnalyzerSettings(Duration.ofSeconds(60), broker.clients(), folder, "benchmark"))) {
                analyzer.start();
                long begun = System.nanoTime();
                while (committed(admin) < end) {
                    Thread.sleep(10);
                }
                seconds = (System.nanoTime() - begun) / 1e9;
            }
            forget(admin);
            Broker.delete(folder);
            return seconds;
        }
    }

    /** Where a topic ends, control records counted in. */
    static long end(Admin admin, TopicPartition partition) throws InterruptedException, ExecutionException {
        return admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                .partitionResult(partition)
                .get()
                .offset();
    }

    private static long committed(Admin admin) throws InterruptedException, ExecutionException {
        var offsets = admin.listConsumerGroupOffsets(Analyzer.APPLICATION_ID)
                .partitionsToOffsetAndMetadata()
                .get();
        var journal = offsets.get(JOURNAL);
        return journal == null ? 0 : journal.offset();
    }

    /** A static member stays in its group until its session ends, and a group with members cannot be removed. */
    private static void forget(Admin admin) throws InterruptedException, ExecutionException {
        admin.removeMembersFromConsumerGroup(Analyzer.APPLICATION_ID, new RemoveMembersFromConsumerGroupOptions())
                .all()
                .get();
        admin.deleteConsumerGroups(List.of(Analyzer.APPLICATION_ID)).all().get();
        Set<String> own = Set.copyOf(admin.listTopics().names().get().stream()
                .filter(name -> name.startsWith(Analyzer.APPLICATION_ID + "-"))
                .toList());
        admin.deleteTopics(own).all().get();
    }
}
