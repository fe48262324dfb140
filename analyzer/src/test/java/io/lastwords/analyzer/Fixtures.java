package io.lastwords.analyzer;

import io.lastwords.model.journal.ContainerSettings;
import io.lastwords.model.journal.ContainerSettings.RestartPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Settings for tests that do not care about them. */
final class Fixtures {
    private Fixtures() {}

    static ContainerSettings settings() {
        return new ContainerSettings(
                "web",
                "shop/web:1",
                "sha256:aa",
                "/app/web",
                List.of(),
                null,
                null,
                "",
                "",
                "web",
                false,
                false,
                false,
                false,
                new RestartPolicy("no", 0),
                null,
                null,
                0,
                "json-file",
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                "bridge",
                null,
                Instant.EPOCH,
                "x86_64",
                null,
                false,
                true);
    }
}
