package io.lastwords.collector.journal;

import io.lastwords.model.journal.ContainerSettings;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that the journal knows of one engine.
 *
 * @param engine null where no collector has ever watched this engine
 * @param containers by their IDs
 */
public record Positions(@Nullable EnginePosition engine, Map<String, Known> containers) {
    public Positions {
        containers = Map.copyOf(containers);
    }

    /**
     * One container.
     *
     * @param settings null where they were never seen
     * @param log null where nothing of its log is in the journal
     */
    public record Known(
            ContainerPosition position,
            @Nullable ContainerSettings settings,
            @Nullable LogProgress log) {}

    /** Puts one engine's positions together. */
    static Positions of(Iterable<Position> positions) {
        @Nullable EnginePosition engine = null;
        var containers = new HashMap<String, ContainerPosition>();
        var settings = new HashMap<String, ContainerSettings>();
        var logs = new HashMap<String, LogProgress>();
        for (Position position : positions) {
            switch (position) {
                case EnginePosition p -> engine = p;
                case ContainerPosition p -> containers.put(p.origin().container(), p);
                case SettingsPosition p -> settings.put(p.container(), p.settings());
                case LogProgress p -> logs.put(p.container(), p);
            }
        }
        var known = new HashMap<String, Known>();
        containers.forEach((id, position) -> known.put(id, new Known(position, settings.get(id), logs.get(id))));
        return new Positions(engine, known);
    }
}
