package io.lastwords.benchmarks.start;

import io.lastwords.cli.kafka.DataDirectory;
import io.lastwords.cli.kafka.EmbeddedKafka;
import java.nio.file.Path;

/** A process that starts the embedded Kafka and says so: what every start has to wait for. */
final class KafkaAlone {
    static final String READY = "ready";

    private KafkaAlone() {}

    /** Runs until it is ended from outside; the only argument is the folder. */
    public static void main(String[] arguments) throws Exception {
        try (var data = DataDirectory.take(Path.of(arguments[0]));
                var kafka = EmbeddedKafka.start(data, 0)) {
            System.err.println(READY);
            kafka.awaitEnd();
        }
    }
}
