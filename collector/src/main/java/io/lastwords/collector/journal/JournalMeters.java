package io.lastwords.collector.journal;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import org.jspecify.annotations.Nullable;

/** Counts what Kafka has taken, in micrometer's global registry: nothing is kept where nobody looks. */
final class JournalMeters {
    private final Counter lines;
    private final Counter bytes;
    private final Counter gaps;

    /**
     * @param host the first part of every workload's ID
     */
    JournalMeters(String host) {
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

    void committed(Batch batch) {
        lines.increment((double) batch.lines());
        bytes.increment((double) batch.rawBytes());
        gaps.increment((double) batch.gaps());
    }
}
