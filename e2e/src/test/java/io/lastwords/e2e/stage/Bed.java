package io.lastwords.e2e.stage;

import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.topic.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code ./lastwords autopsy}, as a person calls it to one container's bed. */
public final class Bed {
    private Bed() {}

    /** What {@code autopsy --json} says of a container. */
    public static Diagnosis autopsy(Container container, String... options) {
        var words = new ArrayList<>(List.of("autopsy", "--json", container.name()));
        words.addAll(List.of(options));
        var output = Command.run(Launcher.command(words, Map.of())).orFail();
        try {
            return Json.mapper().readValue(output.out(), Diagnosis.class);
        } catch (IOException e) {
            throw new UncheckedIOException("no diagnosis: " + output.out(), e);
        }
    }

    /** The same of several, as many at a time as there are cores. */
    public static <K> Map<K, Diagnosis> autopsies(Map<K, Container> containers, String... options) {
        var diagnoses = containers.values().parallelStream()
                .map(container -> autopsy(container, options))
                .toList()
                .iterator();
        var all = new LinkedHashMap<K, Diagnosis>();
        containers.keySet().forEach(key -> all.put(key, diagnoses.next()));
        return all;
    }
}
