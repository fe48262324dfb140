package io.lastwords.collector.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The real engine, by its own command, for tests. */
final class Docker {
    static final EngineAddress ENGINE = EngineAddress.Unix.at(Path.of("/var/run/docker.sock"));

    private final List<String> made = new ArrayList<>();

    Docker() throws Exception {
        boolean there;
        try {
            there = run("docker", "image", "inspect", "busybox:latest").code == 0;
        } catch (IOException e) {
            there = false;
        }
        if ("true".equals(System.getenv("LASTWORDS_REQUIRE_DOCKER"))) {
            assertThat(there).as("a Docker engine with busybox:latest answers").isTrue();
        }
        assumeTrue(there, "no Docker engine with busybox:latest answers");
    }

    record Answer(int code, String text) {}

    static Answer run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return new Answer(process.exitValue(), text.strip());
    }

    private static String ok(List<String> command) throws IOException, InterruptedException {
        var answer = run(command.toArray(String[]::new));
        assertThat(answer.code).as(answer.text).isZero();
        return answer.text;
    }

    /** Makes a container that runs a shell script; returns its ID. */
    String create(String script, String... options) throws Exception {
        var command = new ArrayList<>(
                List.of("docker", "create", "--network", "none", "--name", "lw-logs-" + UUID.randomUUID()));
        command.addAll(List.of(options));
        command.addAll(List.of("busybox:latest", "sh", "-c", script));
        String id = ok(command);
        made.add(id);
        return id;
    }

    void start(String id) throws Exception {
        ok(List.of("docker", "start", id));
    }

    String inspect(String id, String format) throws Exception {
        return ok(List.of("docker", "inspect", "-f", format, id));
    }

    Instant startedAt(String id) throws Exception {
        return Instant.parse(inspect(id, "{{.State.StartedAt}}"));
    }

    /** The time of the die event that comes after this time; completes when it has come. */
    CompletableFuture<Instant> dieAfter(String id, Instant time) throws Exception {
        var process = new ProcessBuilder(
                        "docker",
                        "events",
                        "--since",
                        time.getEpochSecond() + "." + String.format("%09d", time.getNano()),
                        "--filter",
                        "container=" + id,
                        "--filter",
                        "event=die",
                        "--format",
                        "{{.TimeNano}}")
                .start();
        return CompletableFuture.supplyAsync(() -> {
            try (var reader = process.inputReader()) {
                return Stamp.instant(Long.parseLong(reader.readLine()));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            } finally {
                process.destroy();
            }
        });
    }

    void removeAll() throws Exception {
        for (String id : made) {
            run("docker", "rm", "-f", "-v", id); // it may have removed itself
        }
    }
}
