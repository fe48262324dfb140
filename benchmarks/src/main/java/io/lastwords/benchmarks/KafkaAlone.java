package io.lastwords.benchmarks;

import io.lastwords.cli.kafka.DataDirectory;
import io.lastwords.cli.kafka.EmbeddedKafka;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** A process that starts the embedded Kafka and says where: what a start has to wait for, and what a benchmark stands on. */
public final class KafkaAlone {
    /** What it says on its stderr, with its address, when it takes requests. */
    public static final Pattern READY = Pattern.compile("ready at (\\S+)");

    private KafkaAlone() {}

    /** Runs until it is ended from outside or its input ends; the only argument is the folder. */
    public static void main(String[] arguments) throws Exception {
        try (var data = DataDirectory.take(Path.of(arguments[0]));
                var kafka = EmbeddedKafka.start(data, 0)) {
            System.err.println("ready at " + kafka.bootstrapServers());
            System.in.transferTo(OutputStream.nullOutputStream()); // until whoever started it ends
        }
    }
}
