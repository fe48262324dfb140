package io.lastwords.analyzer;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Metrics;
import java.util.List;
import java.util.stream.DoubleStream;
import org.apache.kafka.streams.KafkaStreams;

/** What Kafka Streams knows of itself that an alert needs, in micrometer's global registry: a handful of its hundreds. */
final class StreamsMeters implements AutoCloseable {
    private final List<Meter> meters;

    StreamsMeters(KafkaStreams streams) {
        meters = List.of(
                counter(
                        streams,
                        "lastwords.analyzer.records",
                        "stream-thread-metrics",
                        "process-total",
                        "Records of the journal that were dealt with."),
                counter(
                        streams,
                        "lastwords.analyzer.dead.letters",
                        "stream-task-metrics",
                        "dropped-records-total",
                        "Records of the journal that could not be read or dealt with."),
                Gauge.builder(
                                "lastwords.analyzer.lag",
                                streams,
                                from -> values(from, "consumer-fetch-manager-metrics", "records-lag-max")
                                        .max()
                                        .orElse(0))
                        .description("Records of the journal that wait to be read, in the partition with the most.")
                        .baseUnit("records")
                        .register(Metrics.globalRegistry));
    }

    private static Meter counter(KafkaStreams streams, String meter, String group, String name, String description) {
        return FunctionCounter.builder(
                        meter, streams, from -> values(from, group, name).sum())
                .description(description)
                .register(Metrics.globalRegistry);
    }

    private static DoubleStream values(KafkaStreams streams, String group, String name) {
        return streams.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().group().equals(group)
                        && metric.getKey().name().equals(name))
                .mapToDouble(metric ->
                        metric.getValue().metricValue() instanceof Number number ? number.doubleValue() : Double.NaN)
                .filter(Double::isFinite);
    }

    /** They would keep what they look at. */
    @Override
    public void close() {
        meters.forEach(Metrics.globalRegistry::remove);
    }
}
