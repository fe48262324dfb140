package io.lastwords.collector;

import io.lastwords.collector.logs.LogAccess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a collector is told.
 *
 * @param dockerHost {@code unix:///path} or {@code tcp://host:port}; empty for the local default
 * @param certificates the folder with ca.pem, cert.pem and key.pem, for an engine at a tcp:// address with TLS; null for
 *     none
 * @param hostName the first part of every workload's ID; null for the engine's own name
 * @param markers the first that matches a container counts, unless its label says otherwise
 * @param kafka client properties, {@code bootstrap.servers} at least
 * @param throwaway whether containers that are never started may be made of images, to look into them; null for the
 *     default: where the engine is on this machine
 * @param logs which way a local engine's logs are read
 * @param lookBackBytes how much of a log is read, at most, of a run that had begun before the first look at it
 */
public record CollectorSettings(
        String dockerHost,
        @Nullable Path certificates,
        @Nullable String hostName,
        List<MarkerRule> markers,
        Map<String, String> kafka,
        LogAccess logs,
        long lookBackBytes,
        @Nullable Boolean throwaway) {
    /** 64 MiB. */
    public static final long LOOK_BACK_BYTES = 64L << 20;

    public CollectorSettings {
        markers = List.copyOf(markers);
        kafka = Map.copyOf(kafka);
        if (hostName != null && (hostName.isBlank() || hostName.contains("/"))) {
            throw new IllegalArgumentException("host name '" + hostName + "' is empty or has a slash");
        }
        if (!kafka.containsKey("bootstrap.servers")) {
            throw new IllegalArgumentException("bootstrap.servers is missing: where is Kafka?");
        }
        if (lookBackBytes < 0) {
            throw new IllegalArgumentException("look back " + lookBackBytes + " bytes: must not be negative");
        }
    }

    @Nullable
    String markerOf(String container, @Nullable String service, String image) {
        return MarkerRule.first(markers, container, service, image);
    }
}
