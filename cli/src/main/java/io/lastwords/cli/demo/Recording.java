package io.lastwords.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastwords.cli.failure.Failure;
import io.lastwords.model.journal.JournalEvent;
import io.lastwords.model.topic.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Journal records of real containers, in the order in which the collector wrote them. A line is {@code
 * {"key":"WORKLOAD","value":{...}}}, which is what {@code kcat -C -t lastwords.journal -e -f '{"key":"%k","value":%s}\n'}
 * prints.
 */
public record Recording(String name, List<Entry> entries) {
    /** A record of the journal, its value in the journal's own JSON. */
    public record Entry(String key, String value) {}

    public Recording {
        entries = List.copyOf(entries);
    }

    /**
     * Reads a file and checks each line.
     *
     * @throws Failure where it cannot be read or a line is no record of the journal
     */
    public static Recording read(Path file) throws Failure {
        var entries = new ArrayList<Entry>();
        try {
            for (var line : Files.readAllLines(file)) {
                if (!line.isBlank()) {
                    entries.add(entry(line));
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new Failure(
                    "cannot play " + file + ": line " + (entries.size() + 1) + ": "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    e);
        }
        return new Recording(String.valueOf(file.getFileName()), entries);
    }

    private static Entry entry(String line) throws IOException {
        JsonNode record = Json.mapper().readTree(line);
        if (!record.path("key").isTextual() || !record.path("value").isObject()) {
            throw new IllegalArgumentException("it needs a key and a value");
        }
        var value = Json.text(record.get("value"));
        var event = Json.mapper().readValue(value, JournalEvent.class);
        return new Entry(event.origin().workload(), value);
    }
}
