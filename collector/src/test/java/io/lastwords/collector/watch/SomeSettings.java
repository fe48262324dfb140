package io.lastwords.collector.watch;

import io.lastwords.model.journal.ContainerSettings;
import io.lastwords.model.journal.ContainerSettings.RestartPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The settings of a container of which only the restart policy matters. */
final class SomeSettings {
    private static final Instant ZERO = Instant.parse("2026-01-01T00:00:00Z");

    private SomeSettings() {}

    static ContainerSettings under(String policy) {
        return new ContainerSettings(
                "api",
                "i",
                "sha256:1",
                "sh",
                List.of(),
                null,
                null,
                "",
                "",
                "",
                false,
                false,
                false,
                false,
                new RestartPolicy(policy, 0),
                null,
                null,
                0,
                "json-file",
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                "default",
                null,
                ZERO,
                "x86_64",
                null,
                false,
                true);
    }
}
