package io.lastwords.benchmarks.collector;

import io.lastwords.benchmarks.Report;
import io.lastwords.benchmarks.Series;
import io.lastwords.benchmarks.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

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
                collector.add(CollectorRound.read(log, engine));
            }
            var report = new Report("collector").with("lines", log.lines()).with("rounds", rounds);
            double limit = series(curl, Reading::seconds).median();
            double best = series(curl, Reading::seconds).min();
            fill(report, "curl into nothing", curl, log.lines(), limit, best);
            fill(report, "collector into Kafka", collector, log.lines(), limit, best);
            report.figure(
                    "collector into Kafka",
                    "peak MB",
                    series(collector, Reading::peakMegabytes).max());
            return report;
        }
    }

    private static void fill(Report report, String name, List<Reading> readings, int lines, double limit, double best) {
        double millions = lines / 1e6;
        var seconds = series(readings, Reading::seconds);
        report.figure(name, "lines/s", lines / seconds.median())
                .figure(name, "of curl", limit / seconds.median())
                .figure(name, "best of best", best / seconds.min())
                .figure(
                        name,
                        "CPU s/M",
                        series(readings, Reading::processorSeconds).median() / millions)
                .figure(
                        name,
                        "engine s/M",
                        series(readings, Reading::engineSeconds).median() / millions);
    }

    private static Series series(List<Reading> readings, ToDoubleFunction<Reading> figure) {
        var series = new Series();
        readings.forEach(reading -> series.add(figure.applyAsDouble(reading)));
        return series;
    }
}
