package io.lastwords.analyzer.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which hosts have not been heard for long. By the time at which news arrives here, and only while news arrives at all:
 * where Kafka did not answer for a while, or the analyzer was away, everybody's silence begins anew. In memory; for one
 * thread.
 */
final class Listening {
    /** Six heartbeats. */
    static final Duration SILENT = Duration.ofMinutes(1);

    /** Where nothing at all arrives for so long, it is not the hosts' fault. */
    static final Duration DEAF = Duration.ofSeconds(30);

    private final Map<String, Instant> heard = new HashMap<>();
    private Instant lastArrival;
    private Instant since;

    Listening(Instant now) {
        lastArrival = now;
        since = now;
    }

    /** News has arrived, whoever's. */
    void arrival(Instant now) {
        if (Duration.between(lastArrival, now).compareTo(DEAF) > 0) {
            since = now;
        }
        lastArrival = now;
    }

    /** A host was heard; so that it may be missed. */
    void heard(String host, Instant now) {
        heard.put(host, now);
    }

    void forget(String host) {
        heard.remove(host);
    }

    /** Those that were silent for so long, at least. */
    List<String> silentFor(Duration silence, Instant now) {
        Instant before = now.minus(silence);
        return since.isAfter(before)
                ? List.of()
                : heard.entrySet().stream()
                        .filter(host -> !host.getValue().isAfter(before))
                        .map(Map.Entry::getKey)
                        .sorted()
                        .toList();
    }
}
