package io.lastwords.benchmarks.analyzer;

import io.lastwords.benchmarks.Broker;
import io.lastwords.benchmarks.Report;
import io.lastwords.model.topic.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The analyzer over the journals of ever more hosts with fifty containers each: what a record costs, how much it keeps of
 * a workload, and how long it needs to start again with all of that. The states are in memory: give it some
 * ({@code LASTWORDS_JAVA_OPTS=-Xmx2g}).
 */
public final class ScaleBenchmark {
    private static final long SEED = 1;

    private ScaleBenchmark() {}

    /**
     * One journal after the other, each in a Kafka of its own: first every container starts, then they go on.
     *
     * @param brief fewer hosts and lines, for a first look
     */
    public static Report run(boolean brief) throws Exception {
        var report = new Report("scale");
        for (int hosts : brief ? List.of(2, 20) : List.of(2, 20, 200, 1_000, 2_000)) {
            add(report, hosts, Workload.Bursts.MIXED, brief ? 300_000 : 2_000_000);
        }
        add(report, brief ? 20 : 1_000, Workload.Bursts.SINGLE, brief ? 50_000 : 500_000);
        return report;
    }

    private static void add(Report report, int hosts, Workload.Bursts bursts, long lines) throws Exception {
        try (var broker = Broker.start()) {
            var journal = MixedJournal.ofHosts(SEED, hosts, bursts);
            var starts = JournalFiller.fill(broker.clients(), journal.starts());
            new AnalyzerRound(broker).goOn();
            long before = bytes(broker.clients());
            var more = JournalFiller.fill(broker.clients(), journal, lines);
            long after = bytes(broker.clients());
            double limit =
                    BareConsumer.read(broker.clients(), new ByteArrayDeserializer(), starts.records() + more.records());
            var seconds = new AnalyzerRound(broker).goOn();
            var states = States.read(broker.clients());
            double ofBare = limit * more.records() / (starts.records() + more.records()) / seconds.work();
            String row = String.format(
                    Locale.ROOT,
                    "%,d workloads%s",
                    journal.workloads(),
                    bursts == Workload.Bursts.SINGLE ? ", line by line" : "");
            report.figure(row, "records", (double) more.records())
                    .figure(row, "records/s", more.records() / seconds.work())
                    .figure(row, "lines/s", more.lines() / seconds.work())
                    .figure(row, "of bare", ofBare)
                    .figure(row, "state bytes", states.meanBytes())
                    .figure(row, "state MB", states.bytes() / 1e6)
                    .figure(row, "restart s", seconds.start())
                    .figure(row, "disk B/line", (after - before) / (double) more.lines());
        }
    }

    /** What the journal takes on the disk, compressed as collectors do. */
    private static long bytes(Map<String, String> clients) throws InterruptedException, ExecutionException {
        try (var admin = Admin.create(new HashMap<>(clients))) {
            int broker = admin.describeCluster().nodes().get().iterator().next().id();
            return admin.describeLogDirs(List.of(broker)).allDescriptions().get().values().stream()
                    .flatMap(folders -> folders.values().stream())
                    .flatMap(folder -> folder.replicaInfos().entrySet().stream())
                    .filter(replica -> replica.getKey().topic().equals(Topics.JOURNAL))
                    .mapToLong(replica -> replica.getValue().size())
                    .sum();
        }
    }
}
