package io.lastwords.benchmarks.latency;

import io.lastwords.benchmarks.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** When one observer first knew of each death, by the container's name. Thread-safe. */
final class Sightings {
    private final Map<String, Instant> first = new ConcurrentHashMap<>();

    /** Later ones of the same container do not count. */
    void seen(String container, Instant time) {
        first.putIfAbsent(container, time);
    }

    /** The containers of these that it knows nothing of yet. */
    List<String> missing(List<String> containers) {
        return containers.stream().filter(name -> !first.containsKey(name)).toList();
    }

    /** Milliseconds from each death to its sighting. */
    Series since(Map<String, Instant> deaths) {
        var series = new Series();
        deaths.forEach((name, death) -> series.add(millis(Duration.between(death, first.get(name)))));
        return series;
    }

    static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
