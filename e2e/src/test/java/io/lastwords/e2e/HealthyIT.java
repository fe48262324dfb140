package io.lastwords.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.cli.recording.Header;
import io.lastwords.e2e.stage.Bed;
import io.lastwords.e2e.stage.Container;
import io.lastwords.e2e.stage.Containers;
import io.lastwords.e2e.stage.Docker;
import io.lastwords.e2e.stage.Images;
import io.lastwords.e2e.stage.Stage;
import io.lastwords.model.diagnosis.Diagnosis;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whoever asks about a container that lives, or that served its purpose, is not told that something is wrong. */
final class HealthyIT {
    private static final String BUSYBOX = "busybox:latest";
    private static final List<String> ALWAYS = List.of("--restart", "always");

    private final Map<String, Container> containers = new LinkedHashMap<>();

    @Test
    void anAutopsyAccusesNobodyWhoDidWhatHeWasMadeFor() {
        try (var stage = Stage.open()) {
            var made = stage.containers();
            var watch = Recorder.on() ? stage.watch() : null;
            living(made);
            done(made);
            stopped(made);
            Map<String, Diagnosis> said = Bed.autopsies(containers);
            said.forEach((what, diagnosis) -> System.out.printf(
                    Locale.ROOT, "%-32s %-9s %s%n", what, diagnosis.status(), Expectation.cause(diagnosis)));
            System.out.printf(Locale.ROOT, "%d healthy or intended containers%n", said.size());
            assertThat(said).hasSizeGreaterThanOrEqualTo(20);
            assertThat(said.entrySet().stream()
                            .filter(entry -> entry.getValue().status() != Diagnosis.Status.HEALTHY
                                    || !entry.getValue().causes().isEmpty())
                            .map(entry -> entry.getKey() + ": " + Expectation.cause(entry.getValue())))
                    .as("accused")
                    .isEmpty();
            if (watch != null) {
                containers.forEach((what, container) -> {
                    assertThat(watch.latest(container)).as(what).isEmpty();
                    Recorder.write(watch, what, container, Header.HEALTHY);
                });
            }
        }
    }

    private void living(Containers made) {
        start(made, "nginx in the foreground", ALWAYS, "nginx:latest");
        start(made, "python -m http.server", ALWAYS, "python:3.11-slim", "python", "-m", "http.server");
        start(made, "node with a timer", ALWAYS, "node:18-slim", "node", "-e", "setInterval(() => {}, 1000)");
        start(made, "busybox httpd", ALWAYS, BUSYBOX, "httpd", "-f");
        start(made, "a mended program", ALWAYS, Images.image("mended-binary"));
        start(made, "a shell with a terminal", List.of("-it"), "debian:bookworm-slim", "bash");
        start(made, "errors in its log", ALWAYS, BUSYBOX, "sh", "-c", "echo 'panic: refused' >&2; sleep 3600");
        start(
                made,
                "a healthy check",
                List.of("--health-cmd", "true", "--health-interval", "1s"),
                BUSYBOX,
                "sleep",
                "99");
        start(made, "a tmpfs beside it", List.of("--tmpfs", "/cache"), BUSYBOX, "sleep", "99");
        start(made, "--rm", List.of("--rm"), BUSYBOX, "sleep", "99");
    }

    private void done(Containers made) {
        end(made, "true", List.of(), BUSYBOX, "true");
        end(made, "a small honest C program", List.of(), Images.image("honest-tool"));
        end(made, "a static tool", List.of(), Images.image("honest-tool"), "fixed");
        end(made, "a migration", List.of(), Images.image("migration-job"));
        end(made, "a job under on-failure", List.of("--restart", "on-failure"), Images.image("migration-job"));
        end(made, "a labelled job", List.of("--label", "lastwords.job=true"), BUSYBOX, "true");
        end(made, "nginx -t", List.of(), "nginx:latest", "nginx", "-t");
        end(made, "python --version", List.of(), "python:3.11-slim", "python", "--version");
        containers.put("never started", made.create("never", List.of(), BUSYBOX, "true"));
    }

    private void stopped(Containers made) {
        Docker.run("stop", start(made, "docker stop", ALWAYS, "nginx:latest").id())
                .orFail();
        Docker.run(
                        "stop",
                        "-t",
                        "1",
                        start(made, "stopped the hard way", ALWAYS, BUSYBOX, "sleep", "99")
                                .id())
                .orFail();
        Docker.run(
                        "kill",
                        start(made, "docker kill", ALWAYS, BUSYBOX, "sleep", "99")
                                .id())
                .orFail();
        Docker.run(
                        "restart",
                        "-t",
                        "1",
                        start(made, "docker restart", ALWAYS, BUSYBOX, "sleep", "99")
                                .id())
                .orFail();
        Docker.run(
                        "pause",
                        start(made, "docker pause", ALWAYS, BUSYBOX, "sleep", "99")
                                .id())
                .orFail();
    }

    private void end(Containers made, String what, List<String> options, String image, String... command) {
        Docker.run("wait", start(made, what, options, image, command).id()).orFail();
    }

    private Container start(Containers made, String what, List<String> options, String image, String... command) {
        var container = made.start("h" + containers.size(), new ArrayList<>(options), image, command);
        containers.put(what, container);
        return container;
    }
}
