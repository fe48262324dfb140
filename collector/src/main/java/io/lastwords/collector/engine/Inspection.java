package io.lastwords.collector.engine;

import io.lastwords.collector.mask.Masker;
import io.lastwords.model.journal.ContainerSettings;
import io.lastwords.model.journal.ContainerState;
import java.util.Map;

/**
 * What the engine says of a container at one moment, masked.
 *
 * @param masker takes the container's secrets out of its other texts; holds them in memory only
 */
public record Inspection(String id, ContainerSettings settings, ContainerState state, Masker masker) {
    /** Containers that say {@code lastwords.enable=false}, and our own throw-aways, are left alone. */
    public static boolean leftAlone(Map<String, String> labels) {
        return "false".equalsIgnoreCase(labels.get("lastwords.enable")) || labels.containsKey("lastwords.throwaway");
    }
}
