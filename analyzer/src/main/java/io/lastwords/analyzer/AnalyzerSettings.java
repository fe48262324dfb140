package io.lastwords.analyzer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * What the analyzer needs to know.
 *
 * @param recoverAfter how long a run must live to count as healthy; the contract's default is 60 s
 * @param kafka client properties, {@code bootstrap.servers} among them
 * @param stateDirectory where Streams keeps its lock and checkpoints; the state itself is in Kafka
 * @param instance its name among several analyzers; the same after a restart, so that it takes back its own at once
 */
public record AnalyzerSettings(Duration recoverAfter, Map<String, String> kafka, Path stateDirectory, String instance) {
    public AnalyzerSettings {
        kafka = Map.copyOf(kafka);
        if (recoverAfter.isNegative() || recoverAfter.isZero()) {
            throw new IllegalArgumentException("recoverAfter must be longer than nothing: " + recoverAfter);
        }
        if (!kafka.containsKey("bootstrap.servers")) {
            throw new IllegalArgumentException("kafka needs bootstrap.servers");
        }
    }
}
