package io.lastwords.benchmarks.collector;

import io.lastwords.benchmarks.Broker;
import io.lastwords.benchmarks.Jvm;
import io.lastwords.benchmarks.Usage;
import io.lastwords.collector.logs.LogAccess;
import java.nio.file.Files;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** The collector from the start of its process to the last line in an empty Kafka, and whether every line is there. */
final class CollectorRound {
    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(5);

    private CollectorRound() {}

    static Reading read(Broker broker, LongLogs log, OptionalLong engine, LogAccess access) throws Exception {
        broker.empty();
        try (var tail = new JournalTail(broker.clients(), log)) {
            double engineBefore = engine.isPresent() ? Usage.processorSeconds(engine.getAsLong()) : 0;
            long begunMillis = System.currentTimeMillis();
            long begun = System.nanoTime();
            var errors = broker.folder("collector.log");
            var command = Jvm.command(
                    CollectorProcess.class.getName(), broker.bootstrapServers(), log.socket(), access.name());
            var process =
                    new ProcessBuilder(command).redirectError(errors.toFile()).start();
            try {
                while (!tail.complete()) {
                    if (!process.isAlive() || System.nanoTime() - begun > PATIENCE) {
                        throw new IllegalStateException("the collector did not finish: " + Files.readString(errors));
                    }
                    Thread.sleep(250);
                }
                double own = Usage.processorSeconds(process.pid());
                double peak = Usage.peakMegabytes(process.pid());
                double engineAfter = engine.isPresent() ? Usage.processorSeconds(engine.getAsLong()) : 0;
                double seconds = (tail.check() - begunMillis) / 1e3;
                return new Reading(seconds, own, engineAfter - engineBefore, peak);
            } finally {
                process.destroy();
                process.waitFor();
            }
        }
    }
}
