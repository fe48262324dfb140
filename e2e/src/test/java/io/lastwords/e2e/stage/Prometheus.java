package io.lastwords.e2e.stage;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastwords.model.topic.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A real Prometheus that scrapes one Lastwords every second, with the alert rules of {@code deploy/}. */
public final class Prometheus extends Program {
    /** The rules that it loads. */
    public static final Path RULES =
            Path.of("..", "deploy", "prometheus", "alerts.yml").toAbsolutePath().normalize();

    /**
     * Starts it.
     *
     * @param folder for its configuration and data
     * @param target the port where Lastwords serves its metrics
     */
    public Prometheus(Path folder, int target) {
        super(
                folder,
                List.of(
                        "prometheus",
                        "--config.file=" + configuration(folder, target),
                        "--storage.tsdb.path=" + folder.resolve("tsdb"),
                        "--web.listen-address=127.0.0.1:PORT"));
    }

    /** Skips the test, or fails it in CI, where it is not installed. */
    public static void require() {
        Docker.requireProgram("prometheus", "prometheus");
        Docker.requireProgram("promtool", "prometheus");
    }

    private static Path configuration(Path folder, int target) {
        try {
            return Files.writeString(folder.resolve("prometheus.yml"), """
                    global: {scrape_interval: 1s, evaluation_interval: 1s}
                    rule_files: [%s]
                    scrape_configs:
                      - job_name: lastwords
                        static_configs: [{targets: ["127.0.0.1:%d"]}]
                    """.formatted(RULES, target));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it has this metric now. */
    public boolean has(String metric) {
        return !read("/api/v1/query?query=" + URLEncoder.encode(metric, StandardCharsets.UTF_8))
                .at("/data/result")
                .isEmpty();
    }

    /** Each alert's name and whether its last evaluation went well. */
    public List<String> rules() {
        return read("/api/v1/rules").at("/data/groups").findParents("health").stream()
                .map(rule ->
                        rule.path("name").asText() + " " + rule.path("health").asText())
                .toList();
    }

    /** The names of the alerts that it has raised. */
    public List<String> firing() {
        return read("/api/v1/alerts").at("/data/alerts").findParents("state").stream()
                .filter(alert -> alert.path("state").asText().equals("firing"))
                .map(alert -> alert.at("/labels/alertname").asText())
                .toList();
    }

    private JsonNode read(String path) {
        try {
            return Json.mapper().readTree(get(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
