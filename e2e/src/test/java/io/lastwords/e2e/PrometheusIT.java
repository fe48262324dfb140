package io.lastwords.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastwords.e2e.stage.Command;
import io.lastwords.e2e.stage.Images;
import io.lastwords.e2e.stage.Observed;
import io.lastwords.e2e.stage.Prometheus;
import io.lastwords.e2e.stage.Stage;
import io.lastwords.model.topic.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code deploy/} has for Prometheus and Grafana, held against a real Prometheus. */
final class PrometheusIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path DEPLOY = Path.of("..", "deploy");
    private static final Path TESTS = Prometheus.RULES.resolveSibling("alerts_test.yml");
    private static final Pattern METRIC = Pattern.compile("\\b(?:lastwords|jvm|process)_[a-z_]+\\b");

    @TempDir
    Path folder;

    @Test
    void theRulesAreValidAndSpeakWhenTheyShould() throws IOException {
        Prometheus.require();

        assertThat(promtool("check", "rules", Prometheus.RULES.toString())).contains("SUCCESS");
        assertThat(promtool("test", "rules", TESTS.toString())).contains("SUCCESS");
        assertThat(untested()).as("alerts that no test makes speak").isEmpty();
    }

    @Test
    void everyMetricOfTheDashboardAndTheRulesIsThereAndWellNamed() throws Exception {
        Prometheus.require();
        try (var stage = Stage.open();
                var observed = new Observed(stage)) {
            var sick = stage.containers()
                    .start("sick", List.of("--restart", "unless-stopped"), Images.image("silent-binary"));
            await().atMost(PATIENCE)
                    .until(() -> !stage.slack().posts(sick).isEmpty()
                            && !stage.mailbox().mails(sick).isEmpty());

            try (var prometheus = new Prometheus(folder, observed.port())) {
                var metrics = metrics();
                assertThat(metrics).hasSizeGreaterThan(20);
                await().atMost(PATIENCE).untilAsserted(() -> assertThat(metrics).allMatch(prometheus::has));
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(prometheus.rules())
                                .hasSameSizeAs(alerts())
                                .allMatch(rule -> rule.endsWith(" ok")));
                assertThat(prometheus.firing()).isEmpty();
            }
            var scrape = Files.writeString(folder.resolve("scrape"), observed.metrics());
            var check = Command.run(new ProcessBuilder("promtool", "check", "metrics").redirectInput(scrape.toFile()));
            assertThat(check.out() + check.err()).isEmpty();
            assertThat(check.exitCode()).isZero();
        }
    }

    /** The names of the metrics that somebody looks at. */
    private static Set<String> metrics() throws IOException {
        var expressions = new TreeSet<>(expressions(Json.mapper()
                .readTree(DEPLOY.resolve("grafana/lastwords.json").toFile())
                .path("panels")));
        expressions.add(Files.readString(Prometheus.RULES));
        return expressions.stream()
                .flatMap(expression -> METRIC.matcher(expression).results())
                .map(match -> match.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> expressions(JsonNode panels) {
        return panels.findValuesAsText("expr");
    }

    private static Set<String> alerts() throws IOException {
        return names(Prometheus.RULES, "- alert: (\\w+)");
    }

    private static Set<String> untested() throws IOException {
        var untested = alerts();
        untested.removeAll(names(TESTS, "alertname: (\\w+)\\s+exp_alerts"));
        return untested;
    }

    private static Set<String> names(Path file, String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(file))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String promtool(String... arguments) {
        var command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        return Command.run(command).orFail().out();
    }
}
