package io.lastwords.benchmarks.collector;

import io.lastwords.benchmarks.Broker;
import io.lastwords.benchmarks.Report;
import io.lastwords.benchmarks.Usage;
import io.lastwords.collector.logs.LogAccess;
import java.util.ArrayList;

/**
 * Lines a second from the engine to Kafka over containers' logs, cold JVM included, against curl into nothing on the same
 * logs; the two alternate. The other containers of the engine are followed too, so it is best if they are quiet.
 */
public final class CollectorBenchmark {
    /** How much is read. */
    public enum Size {
        /** One container's two million lines: for a third of the time the JVM is not warm. */
        COLD("collector", 1, 2_000_000, 5),
        /** One container's ten million. */
        WARM("collector-warm", 1, 10_000_000, 3),
        /** Fifty containers' forty thousand at once. */
        MANY("collector-many", 50, 40_000, 5);

        private final String title;
        private final int containers;
        private final int lines;
        private final int rounds;

        Size(String title, int containers, int lines, int rounds) {
            this.title = title;
            this.containers = containers;
            this.lines = lines;
            this.rounds = rounds;
        }
    }

    private CollectorBenchmark() {}

    /**
     * Writes the logs, then reads them in turns.
     *
     * @param socket the engine's
     * @param brief fewer lines and rounds, for a first look
     */
    public static Report run(String socket, Size size, boolean brief) throws Exception {
        int rounds = brief ? 2 : size.rounds;
        var engine = Usage.engine(socket);
        try (var broker = Broker.start();
                var logs = LongLogs.write(socket, size.containers, brief ? size.lines / 4 : size.lines)) {
            var curl = new ArrayList<Reading>();
            var collector = new ArrayList<Reading>();
            Curl.read(logs, engine); // the logs into the page cache
            CollectorRound.read(broker, logs, engine, LogAccess.API); // Kafka has been at work before, as elsewhere
            for (int round = 0; round < rounds; round++) {
                curl.add(Curl.read(logs, engine));
                collector.add(CollectorRound.read(broker, logs, engine, LogAccess.API));
            }
            var report = new Report(size.title)
                    .with("containers", size.containers)
                    .with("lines", logs.total())
                    .with("rounds", rounds);
            var table = new ReadingTable(report, logs.total(), curl, "of curl");
            table.row("curl into nothing", curl);
            table.row("collector into Kafka", collector);
            return report.atLeast("collector into Kafka", "of curl", 0.2);
        }
    }
}
