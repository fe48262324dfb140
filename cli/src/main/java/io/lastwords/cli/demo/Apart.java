package io.lastwords.cli.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lastwords.cli.recording.Recording;
import io.lastwords.model.topic.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Recordings that are played together. Masked ones all tell of the first container of the first host: those whose
 * workloads another one has already come from a host of their own, lest they be taken for one.
 */
public final class Apart {
    private Apart() {}

    /** The same, no two with a workload in common. */
    public static List<Recording> of(List<Recording> recordings) {
        var taken = new HashSet<String>();
        var apart = new ArrayList<Recording>();
        for (var recording : recordings) {
            var one = recording;
            for (int number = 2; taken.stream().anyMatch(workloads(one)::contains); number++) {
                one = elsewhere(recording, number);
            }
            taken.addAll(workloads(one));
            apart.add(one);
        }
        return apart;
    }

    private static Set<String> workloads(Recording recording) {
        return recording.entries().stream().map(Recording.Entry::key).collect(Collectors.toSet());
    }

    private static Recording elsewhere(Recording recording, int number) {
        return new Recording(
                recording.name(),
                recording.header(),
                recording.entries().stream()
                        .map(entry -> elsewhere(entry, number))
                        .toList());
    }

    private static Recording.Entry elsewhere(Recording.Entry entry, int number) {
        try {
            var event = (ObjectNode) Json.mapper().readTree(entry.value());
            var origin = (ObjectNode) event.get("origin");
            var host = origin.get("host").asText();
            var there = host.replaceFirst("(-\\d+)?$", "-" + number);
            var workload = there + origin.get("workload").asText().substring(host.length());
            origin.put("host", there)
                    .put("engine", origin.get("engine").asText() + " of " + there)
                    .put("workload", workload);
            return new Recording.Entry(workload, Json.text(event));
        } catch (IOException e) {
            throw new UncheckedIOException("no event of the journal", e);
        }
    }
}
