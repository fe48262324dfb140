package io.lastwords.cli.demo;

import io.lastwords.model.journal.ContainerSettings;
import io.lastwords.model.journal.JournalEvent;
import io.lastwords.model.journal.LogChunk;
import io.lastwords.model.journal.LogLine;
import io.lastwords.model.journal.LogsEnded;
import io.lastwords.model.journal.Origin;
import io.lastwords.model.journal.RunEnded;
import io.lastwords.model.journal.RunStarted;
import io.lastwords.model.topic.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A small recording for tests, made with the model's own classes: a container that exits with 0 again and again. */
public final class Journal {
    private static final Instant BEGIN = Instant.parse("2026-11-21T02:00:00Z");

    private Journal() {}

    /** The lines of a recording. */
    public static String loop(String name, int runs) {
        return loop(name, BEGIN, runs);
    }

    /** The same of another time. */
    public static String loop(String name, Instant begin, int runs) {
        return events(new Origin("web-1", "engine", "web-1/" + name, name.repeat(10)), begin, runs).stream()
                .map(event -> "{\"key\":\"" + event.origin().workload() + "\",\"value\":" + Json.text(event) + "}\n")
                .collect(Collectors.joining());
    }

    private static List<JournalEvent> events(Origin origin, Instant begin, int runs) {
        var events = new ArrayList<JournalEvent>();
        for (int i = 0; i < runs; i++) {
            var start = begin.plusSeconds(i);
            var end = start.plusMillis(21);
            events.add(new RunStarted(origin, start, settings(origin.container()), false, true));
            var line =
                    new LogLine(LogLine.Stream.STDOUT, start.plusMillis(5), "starting", null, 9, false, false, false);
            events.add(new LogChunk(origin, start.plusMillis(5), start, List.of(line)));
            events.add(new RunEnded(origin, end, start, 0, false, "", true));
            events.add(new LogsEnded(origin, end, start, true, null));
        }
        return events;
    }

    private static ContainerSettings settings(String name) {
        return new ContainerSettings(
                name,
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
                new ContainerSettings.RestartPolicy("unless-stopped", 0),
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
                BEGIN,
                "x86_64",
                "listening on",
                false,
                true);
    }
}
