package io.lastwords.collector.watch;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.Supplier;

/** Figures of the watching, in micrometer's global registry: nothing is kept where nobody looks. */
final class WatchMeters implements AutoCloseable {
    private final Timer delay;
    private final Timer examinations;
    private final Gauge containers;

    /**
     * @param host the first part of every workload's ID
     * @param watched how many containers are followed now
     */
    WatchMeters(String host, Supplier<Number> watched) {
        delay = Timer.builder("lastwords.collector.event.delay")
                .description("From an event at the engine to the journal's door.")
                .tag("host", host)
                .register(Metrics.globalRegistry);
        examinations = Timer.builder("lastwords.collector.examination")
                .description("Examinations, and how long each took.")
                .tag("host", host)
                .register(Metrics.globalRegistry);
        containers = Gauge.builder("lastwords.collector.containers", watched)
                .description("Containers that are followed, running or not.")
                .tag("host", host)
                .register(Metrics.globalRegistry);
    }

    void dealtWith(Duration afterTheEvent) {
        delay.record(afterTheEvent.isNegative() ? Duration.ZERO : afterTheEvent);
    }

    void examined(Duration took) {
        examinations.record(took);
    }

    /** The gauge would keep what it looks at. */
    @Override
    public void close() {
        Metrics.globalRegistry.remove(containers);
    }
}
