package io.lastwords.collector.journal;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Counts what Kafka has taken, in micrometer's global registry: nothing is kept where nobody looks. */
final class JournalMeters {
    private static final Duration LONGEST = Duration.ofDays(365);

    private final Clock clock;
    private final Counter records;
    private final Timer lineDelay;
    private final Counter lines;
    private final Counter bytes;
    private final Counter gaps;

    /**
     * @param host the first part of every workload's ID
     */
    JournalMeters(String host, Clock clock) {
        this.clock = clock;
        records = counter("lastwords.collector.records", "Records in the journal, heartbeats too.", host, null);
        lineDelay = Timer.builder("lastwords.collector.line.delay")
                .description("From a line at the engine to the journal: of each transaction's lines the latest.")
                .tag("host", host)
                .register(Metrics.globalRegistry);
        lines = counter("lastwords.collector.lines", "Lines of containers in the journal.", host, null);
        bytes = counter(
                "lastwords.collector.output", "What containers wrote for these lines, before masking.", host, "bytes");
        gaps = counter("lastwords.collector.gaps", "Times that a part of a log could not be had.", host, null);
    }

    private static Counter counter(String name, String description, String host, @Nullable String unit) {
        return Counter.builder(name)
                .description(description)
                .baseUnit(unit)
                .tag("host", host)
                .register(Metrics.globalRegistry);
    }

    /** Within bounds: what an engine says of the time may be anything, and a timer takes no more than centuries. */
    private static Duration late(Instant line, Instant now) {
        if (line.isAfter(now)) {
            return Duration.ZERO;
        }
        return line.isBefore(now.minus(LONGEST)) ? LONGEST : Duration.between(line, now);
    }

    void committed(Batch batch) {
        records.increment(batch.records());
        Instant oldest = batch.oldestLine();
        if (oldest != null) {
            lineDelay.record(late(oldest, clock.instant()));
        }
        lines.increment((double) batch.lines());
        bytes.increment((double) batch.rawBytes());
        gaps.increment((double) batch.gaps());
    }
}
