package io.lastwords.benchmarks.analyzer;

import io.lastwords.analyzer.Analyzer;
import io.lastwords.analyzer.AnalyzerFailedException;
import io.lastwords.analyzer.AnalyzerSettings;
import io.lastwords.benchmarks.Broker;
import io.lastwords.model.topic.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** The real service over the journal. */
final class AnalyzerRound {
    private static final TopicPartition JOURNAL = new TopicPartition(Topics.JOURNAL, 0);

    private final Broker broker;

    AnalyzerRound(Broker broker) {
        this.broker = broker;
    }

    /**
     * How long it took.
     *
     * @param start until it ran, with what it knew before
     * @param work from then to the commit of the last record's offset
     */
    record Seconds(double start, double work) {}

    /** Over all of the journal. */
    Seconds run() throws InterruptedException, ExecutionException, IOException, AnalyzerFailedException {
        var seconds = goOn();
        try (var admin = Admin.create(new HashMap<String, Object>(broker.clients()))) {
            forget(admin);
        }
        Broker.delete(folder());
        return seconds;
    }

    /** From where the last one ended. */
    Seconds goOn() throws InterruptedException, ExecutionException, AnalyzerFailedException {
        var settings = new AnalyzerSettings(Duration.ofSeconds(60), broker.clients(), folder(), "one");
        try (var admin = Admin.create(new HashMap<String, Object>(broker.clients()));
                var analyzer = new Analyzer(settings)) {
            long end = end(admin, JOURNAL);
            long begun = System.nanoTime();
            analyzer.start();
            long running = System.nanoTime();
            while (committed(admin) < end) {
                Thread.sleep(10);
            }
            return new Seconds((running - begun) / 1e9, (System.nanoTime() - running) / 1e9);
        }
    }

    private Path folder() {
        return broker.folder("streams");
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

    private static void forget(Admin admin) throws InterruptedException, ExecutionException {
        admin.deleteConsumerGroups(List.of(Analyzer.APPLICATION_ID)).all().get();
        Set<String> own = Set.copyOf(admin.listTopics().names().get().stream()
                .filter(name -> name.startsWith(Analyzer.APPLICATION_ID + "-"))
                .toList());
        admin.deleteTopics(own).all().get();
    }
}
