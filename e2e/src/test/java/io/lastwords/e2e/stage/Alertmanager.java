package io.lastwords.e2e.stage;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastwords.model.topic.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** A real Alertmanager that tells nobody, asked through {@code amtool} as its users do. */
public final class Alertmanager extends Program {
    private static final String CONFIGURATION = """
            route: {receiver: nobody}
            receivers: [{name: nobody}]
            """;

    /** Starts it, with its files in this folder. */
    public Alertmanager(Path folder) {
        super(
                folder,
                List.of(
                        "prometheus-alertmanager",
                        "--config.file=" + configuration(folder),
                        "--storage.path=" + folder.resolve("alerts"),
                        "--cluster.listen-address=",
                        "--web.listen-address=127.0.0.1:PORT"));
    }

    /** Skips the test, or fails it in CI, where it is not installed. */
    public static void require() {
        Docker.requireProgram("prometheus-alertmanager", "prometheus-alertmanager");
        Docker.requireProgram("amtool", "prometheus-alertmanager");
    }

    private static Path configuration(Path folder) {
        try {
            return Files.writeString(folder.resolve("alertmanager.yml"), CONFIGURATION);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code amtool alert query} with these matchers: the alerts that are active, as JSON. */
    public List<JsonNode> query(String... matchers) {
        var command =
                new ArrayList<>(List.of("amtool", "alert", "query", "--alertmanager.url=" + url(), "--output=json"));
        command.addAll(List.of(matchers));
        var output = Command.run(command).orFail();
        try {
            return StreamSupport.stream(Json.mapper().readTree(output.out()).spliterator(), false)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
