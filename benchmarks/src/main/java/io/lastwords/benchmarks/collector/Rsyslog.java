package io.lastwords.benchmarks.collector;

import io.lastwords.benchmarks.Broker;
import io.lastwords.benchmarks.Usage;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** rsyslog with imfile, mmjsonparse and omkafka, a record a line: the forwarder that Debian has. */
final class Rsyslog {
    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(5);
    private static final String PROGRAM = "/usr/sbin/rsyslogd";

    private Rsyslog() {}

    /** Whether this machine has it, and its way to Kafka. */
    static boolean there() {
        try (var files = Files.walk(Path.of("/usr/lib"), 3)) {
            return Files.isExecutable(Path.of(PROGRAM)) && files.anyMatch(file -> file.endsWith("omkafka.so"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Reading read(Broker broker, LongLogs log, OptionalLong engine) throws Exception {
        broker.empty();
        try (var topic = new Forwarded(broker)) {
            var folder = Files.createTempDirectory(broker.folder(""), "rsyslog");
            var settings = Files.writeString(folder.resolve("settings"), settings(log, broker, folder));
            double engineBefore = engine.isPresent() ? Usage.processorSeconds(engine.getAsLong()) : 0;
            long begun = System.nanoTime();
            var said = folder.resolve("said").toFile();
            var process = new ProcessBuilder(PROGRAM, "-n", "-f", settings.toString(), "-i", folder + "/pid")
                    .redirectErrorStream(true)
                    .redirectOutput(said)
                    .start();
            try {
                while (topic.lines() < log.lines()) {
                    if (!process.isAlive() || System.nanoTime() - begun > PATIENCE) {
                        throw new IOException("rsyslog did not finish: " + topic.lines() + " lines; " + text(said));
                    }
                    Thread.sleep(100);
                }
                double seconds = (System.nanoTime() - begun) / 1e9;
                double engineAfter = engine.isPresent() ? Usage.processorSeconds(engine.getAsLong()) : 0;
                return new Reading(
                        seconds,
                        Usage.processorSeconds(process.pid()),
                        engineAfter - engineBefore,
                        Usage.peakMegabytes(process.pid()));
            } finally {
                process.destroy();
                process.waitFor();
            }
        }
    }

    private static String text(File said) throws IOException {
        return Files.readString(said.toPath());
    }

    private static String settings(LongLogs log, Broker broker, Path folder) throws IOException {
        return """
                global(workDirectory="%s" maxMessageSize="64k")
                main_queue(queue.type="FixedArray" queue.size="100000" queue.dequeueBatchSize="1024")
                module(load="imfile" mode="inotify")
                module(load="mmjsonparse")
                module(load="omkafka")
                template(name="line" type="list") { property(name="$!log") }
                ruleset(name="forward") {
                  action(type="mmjsonparse" cookie="")
                  action(type="omkafka" broker=["%s"] topic="%s" partitions.auto="on" template="line" \
                resubmitOnFailure="on" confParam=["acks=all", "enable.idempotence=true", "compression.codec=lz4", \
                "linger.ms=20", "queue.buffering.max.messages=500000"])
                }
                input(type="imfile" File="%s" Tag="docker" ruleset="forward")
                """.formatted(folder, broker.bootstrapServers(), Forwarded.TOPIC, log.file());
    }
}
