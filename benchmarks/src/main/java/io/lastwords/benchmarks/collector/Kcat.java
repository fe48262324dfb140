package io.lastwords.benchmarks.collector;

import io.lastwords.benchmarks.Broker;
import java.io.IOException;
import java.util.OptionalLong;

/** Lines into {@code kcat}, a record a line: what Kafka takes from a program in C that does no more. */
final class Kcat {
    private static final String PROPERTIES =
            "-X acks=all -X enable.idempotence=true -X compression.codec=lz4 -X linger.ms=20";

    private Kcat() {}

    /** Of the log's file. */
    static Reading file(Broker broker, LongLogs log, OptionalLong engine) throws Exception {
        return read(broker, "cat " + log.file(), log, engine);
    }

    /** Of {@code docker logs}, which must be told when to end: it has all lines. */
    static Reading docker(Broker broker, LongLogs log, OptionalLong engine) throws Exception {
        return read(
                broker,
                "docker -H unix://" + log.socket() + " logs -t "
                        + log.containers().getFirst(),
                log,
                engine);
    }

    private static Reading read(Broker broker, String lines, LongLogs log, OptionalLong engine) throws Exception {
        broker.empty();
        try (var topic = new Forwarded(broker)) {
            var reading = TimedCommand.run(
                    lines + " | kcat -q -P -b " + broker.bootstrapServers() + " -t " + Forwarded.TOPIC + " "
                            + PROPERTIES,
                    engine);
            if (topic.lines() != log.lines()) {
                throw new IOException(topic.lines() + " lines of " + log.lines() + " came of " + lines);
            }
            return reading;
        }
    }
}
