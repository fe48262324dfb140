package io.lastwords.benchmarks.start;

import io.lastwords.benchmarks.Broker;
import io.lastwords.benchmarks.Jvm;
import io.lastwords.benchmarks.KafkaAlone;
import io.lastwords.benchmarks.Report;
import io.lastwords.benchmarks.Series;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;

/**
 * From {@code ./lastwords watch}, built before, to its {@code watching N containers}, on an empty data folder, against
 * the embedded Kafka alone; the two alternate.
 */
public final class StartBenchmark {
    private StartBenchmark() {}

    /**
     * Starts both in turns.
     *
     * @param root the folder with {@code ./lastwords}
     * @param brief fewer rounds, for a first look
     */
    public static Report run(Path root, boolean brief) throws Exception {
        int rounds = brief ? 2 : 7;
        var alone = new ArrayList<Started>();
        var watch = new ArrayList<Started>();
        for (int round = -1; round < rounds; round++) { // the first builds and fills the page cache
            Started kafka =
                    fresh(folder -> Started.of(Jvm.command(KafkaAlone.class.getName(), folder), KafkaAlone.READY));
            Started whole = fresh(folder -> Started.of(
                    List.of(root.resolve("lastwords").toString(), "watch", "--kafka-port", "0", "--data-dir", folder),
                    Pattern.compile("watching ")));
            if (round >= 0) {
                alone.add(kafka);
                watch.add(whole);
            }
        }
        var report = new Report("start").with("rounds", rounds);
        double limit = series(alone, Started::seconds).median();
        fill(report, "embedded Kafka alone", alone, limit);
        fill(report, "./lastwords watch", watch, limit);
        return report.atMost("./lastwords watch", "of Kafka", 3);
    }

    /** One start on a data folder of its own. */
    private interface Start {
        Started on(String folder) throws Exception;
    }

    private static Started fresh(Start start) throws Exception {
        Path folder = Files.createTempDirectory("lastwords-start");
        try {
            return start.on(folder.toString());
        } finally {
            Broker.delete(folder);
        }
    }

    private static void fill(Report report, String name, List<Started> starts, double limit) {
        double seconds = series(starts, Started::seconds).median();
        report.figure(name, "seconds", seconds)
                .figure(name, "best", series(starts, Started::seconds).min())
                .figure(name, "of Kafka", seconds / limit)
                .figure(name, "CPU s", series(starts, Started::processorSeconds).median())
                .figure(name, "RSS MB", series(starts, Started::megabytes).median());
    }

    private static Series series(List<Started> starts, ToDoubleFunction<Started> figure) {
        var series = new Series();
        starts.forEach(start -> series.add(figure.applyAsDouble(start)));
        return series;
    }
}
