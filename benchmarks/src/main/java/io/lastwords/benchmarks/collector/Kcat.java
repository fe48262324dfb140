package io.lastwords.benchmarks.collector;

import io.lastwords.benchmarks.Broker;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** {@code cat} of a log's file into {@code kcat}, a record a line: what Kafka takes from a program in C that does no more. */
final class Kcat {
    private static final String TOPIC = "benchmark.lines";
    private static final String PROPERTIES =
            "-X acks=all -X enable.idempotence=true -X compression.codec=lz4 -X linger.ms=20";

    private Kcat() {}

    static Reading read(LongLog log, OptionalLong engine) throws Exception {
        try (var broker = Broker.start()) {
            make(broker);
            return TimedCommand.run(command(log, broker), engine);
        }
    }

    private static void make(Broker broker) throws ExecutionException, InterruptedException {
        try (var admin = Admin.create(new HashMap<>(broker.clients()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, Optional.of(1), Optional.empty())))
                    .all()
                    .get();
        }
    }

    private static String command(LongLog log, Broker broker) throws IOException {
        return "cat " + log.file() + " | kcat -q -P -b " + broker.bootstrapServers() + " -t " + TOPIC + " "
                + PROPERTIES;
    }
}
