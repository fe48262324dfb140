package io.lastwords.benchmarks.collector;

import io.lastwords.benchmarks.Report;
import io.lastwords.benchmarks.Usage;
import io.lastwords.collector.logs.LogAccess;
import java.util.ArrayList;

/**
 * Lines a second from the engine to Kafka over one container's log, cold JVM included, against curl into nothing on the
 * same log; the two alternate. The other containers of the engine are followed too, so it is best if they are quiet.
 */
public final class CollectorBenchmark {
    private CollectorBenchmark() {}

    /**
     * Writes a log, then reads it in turns.
     *
     * @param socket the engine's
     * @param brief fewer lines and rounds, for a first look
     */
    public static Report run(String socket, boolean brief) throws Exception {
        int rounds = brief ? 2 : 5;
        var engine = Usage.engine(socket);
        try (var log = LongLog.write(socket, brief ? 500_000 : 2_000_000)) {
            var curl = new ArrayList<Reading>();
            var collector = new ArrayList<Reading>();
            Curl.read(log, engine); // the log into the page cache
            for (int round = 0; round < rounds; round++) {
                curl.add(Curl.read(log, engine));
                collector.add(CollectorRound.read(log, engine, LogAccess.API));
            }
            var report = new Report("collector").with("lines", log.lines()).with("rounds", rounds);
            var table = new ReadingTable(report, log.lines(), curl, "of curl");
            table.row("curl into nothing", curl);
            table.row("collector into Kafka", collector);
            return report.atLeast("collector into Kafka", "of curl", 0.2);
        }
    }
}
