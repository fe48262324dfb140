package io.lastwords.model.examination;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One run of the health check.
 *
 * @param start null where the engine does not say
 * @param end null where the engine does not say
 * @param exitCode 0 healthy, 1 unhealthy, -1 where it did not end in time
 * @param output masked and cut
 */
public record HealthResult(
        @Nullable Instant start, @Nullable Instant end, int exitCode, String output) {
    public HealthResult {
        output = Bounds.text(output, Bounds.LINE);
    }
}
