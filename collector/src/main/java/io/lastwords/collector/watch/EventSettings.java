package io.lastwords.collector.watch;

import io.lastwords.collector.engine.EngineEvent;
import io.lastwords.collector.mask.Masker;
import io.lastwords.model.journal.ContainerSettings;
import io.lastwords.model.journal.ContainerSettings.RestartPolicy;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What an event alone tells of a container that was gone before anybody could inspect it. */
final class EventSettings {
    private static final Set<String> NO_LABELS = Set.of("name", "image", "exitCode", "signal", "execDuration");
    private static final Masker MASKER = Masker.of(List.of());

    private EventSettings() {}

    static ContainerSettings of(EngineEvent event, String architecture) {
        Map<String, String> labels = new HashMap<>();
        event.attributes().forEach((name, value) -> {
            if (!NO_LABELS.contains(name)) {
                labels.put(name, MASKER.mask(value));
            }
        });
        return new ContainerSettings(
                event.attributes().getOrDefault("name", event.container()),
                event.attributes().getOrDefault("image", ""),
                "",
                "",
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
                new RestartPolicy("no", 0),
                null,
                null,
                0,
                "",
                labels,
                List.of(),
                List.of(),
                List.of(),
                "",
                null,
                Instant.EPOCH,
                architecture,
                labels.get("lastwords.marker"),
                "true".equalsIgnoreCase(labels.get("lastwords.job")),
                !"false".equalsIgnoreCase(labels.get("lastwords.logs")));
    }
}
