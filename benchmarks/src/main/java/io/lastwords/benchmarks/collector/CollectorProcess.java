package io.lastwords.benchmarks.collector;

import io.lastwords.collector.Collector;
import io.lastwords.collector.CollectorSettings;
import io.lastwords.collector.logs.LogAccess;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** The collector alone in a process, so that its processor time and memory are its own. */
final class CollectorProcess {
    private CollectorProcess() {}

    /** Runs until it is ended from outside; the arguments are Kafka's address, the engine's socket and the way the logs are read. */
    public static void main(String[] arguments) throws Exception {
        var settings = new CollectorSettings(
                "unix://" + arguments[1],
                null,
                "benchmark",
                List.of(),
                Map.of("bootstrap.servers", arguments[0]),
                LogAccess.valueOf(arguments[2]),
                Long.MAX_VALUE,
                null);
        try (var collector = new Collector(settings, Clock.systemUTC())) {
            Runtime.getRuntime().addShutdownHook(new Thread(collector::close));
            collector.start();
            collector.awaitEnd();
        }
    }
}
