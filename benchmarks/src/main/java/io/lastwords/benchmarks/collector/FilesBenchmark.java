package io.lastwords.benchmarks.collector;

import io.lastwords.benchmarks.Broker;
import io.lastwords.benchmarks.Report;
import io.lastwords.benchmarks.Usage;
import io.lastwords.collector.logs.LogAccess;
import java.util.ArrayList;

/**
 * Lines a second from json-file's file to Kafka over one container's log, cold JVM included, against {@code cat} of the
 * same file into {@code kcat}, and against others' ways; in turns. Takes the right to read the file.
 */
public final class FilesBenchmark {
    private FilesBenchmark() {}

    /**
     * Writes a log, then reads it in turns.
     *
     * @param socket the engine's
     * @param brief fewer lines and rounds, for a first look
     */
    public static Report run(String socket, boolean brief) throws Exception {
        int rounds = brief ? 2 : 3;
        var engine = Usage.engine(socket);
        boolean rsyslogToo = Rsyslog.there();
        try (var broker = Broker.start();
                var log = LongLogs.write(socket, 1, brief ? 500_000 : 10_000_000)) {
            var kcat = new ArrayList<Reading>();
            var files = new ArrayList<Reading>();
            var rsyslog = new ArrayList<Reading>();
            var docker = new ArrayList<Reading>();
            Kcat.file(broker, log, engine); // the log into the page cache, and Kafka to work
            CollectorRound.read(broker, log, engine, LogAccess.FILE);
            for (int round = 0; round < rounds; round++) {
                kcat.add(Kcat.file(broker, log, engine));
                files.add(CollectorRound.read(broker, log, engine, LogAccess.FILE));
                docker.add(Kcat.docker(broker, log, engine));
                if (rsyslogToo) {
                    rsyslog.add(Rsyslog.read(broker, log, engine));
                }
            }
            var report =
                    new Report("collector-files").with("lines", log.lines()).with("rounds", rounds);
            var table = new ReadingTable(report, log.lines(), kcat, "of kcat");
            table.row("cat into kcat", kcat);
            table.row("collector from files", files);
            table.row("docker logs into kcat", docker);
            if (rsyslogToo) {
                table.row("rsyslog into Kafka", rsyslog);
            }
            return report;
        }
    }
}
