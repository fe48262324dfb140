package io.lastwords.benchmarks.latency;

import io.lastwords.benchmarks.Broker;
import io.lastwords.benchmarks.Report;
import io.lastwords.benchmarks.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * From a container's death, by the engine's time of it, to the diagnosis on the topic and to Slack's socket, while other
 * containers write; in multiples of an empty record's way through the same Kafka and of the time that the engine takes to
 * tell anybody of the death.
 */
public final class LatencyBenchmark {
    /** Slack takes a message a second. */
    private static final long PACE = TimeUnit.MILLISECONDS.toNanos(1_200);

    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(2);

    private LatencyBenchmark() {}

    /**
     * Lets containers die one after the other.
     *
     * @param root the folder with {@code ./lastwords}
     * @param socket the engine's
     * @param brief fewer deaths, for a first look
     */
    public static Report run(Path root, String socket, boolean brief) throws Exception {
        int count = brief ? 40 : 1_000;
        var folder = Files.createTempDirectory("lastwords-latency");
        try (var slack = new SlackSocket();
                var watching = Watching.start(root, socket, folder, slack.url())) {
            var clients = Map.of("bootstrap.servers", Watching.kafka(watching));
            try (var topic = new DiagnosisTail(clients);
                    var empty = new EmptyRecords(clients);
                    var deaths = new Deaths(socket)) {
                long next = System.nanoTime();
                for (int i = 0; i < count; i++) {
                    empty.send();
                    next += PACE;
                    TimeUnit.NANOSECONDS.sleep(next - System.nanoTime());
                    deaths.next();
                }
                await(deaths.names(), List.of(deaths.told(), topic.told(), slack.told()));
                var report = new Report("latency").with("deaths", count);
                var times = deaths.times();
                var own = deaths.told().since(times);
                fill(report, "empty record through Kafka", empty.millis(), empty.millis(), own);
                fill(report, "engine to any reader", own, empty.millis(), own);
                fill(report, "diagnosis on the topic", topic.told().since(times), empty.millis(), own);
                fill(report, "Slack's socket", slack.told().since(times), empty.millis(), own);
                return report;
            }
        } finally {
            Broker.delete(folder);
        }
    }

    private static void await(List<String> names, List<Sightings> observers) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE;
        for (var observer : observers) {
            while (!observer.missing(names).isEmpty()) {
                if (System.nanoTime() > end) {
                    throw new IOException("nobody was told of " + observer.missing(names));
                }
                Thread.sleep(100);
            }
        }
    }

    private static void fill(Report report, String name, Series millis, Series record, Series engine) {
        report.figure(name, "p50 ms", millis.median())
                .figure(name, "p99 ms", millis.quantile(0.99))
                .figure(name, "max ms", millis.max())
                .figure(name, "of record", millis.median() / record.median())
                .figure(name, "of engine", millis.median() / engine.median());
    }
}
