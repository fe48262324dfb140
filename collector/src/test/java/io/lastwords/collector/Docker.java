package io.lastwords.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** The command-line client, as a user has it; it removes what it made. */
public final class Docker {
    private final List<String> names = new ArrayList<>();

    /** Skips the test where no engine answers, unless one must. */
    public static void required() {
        boolean answers;
        try {
            answers = new ProcessBuilder("docker", "version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            answers = false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        if (!Boolean.parseBoolean(System.getenv("LASTWORDS_REQUIRE_DOCKER"))) {
            assumeTrue(answers, "no Docker engine answers");
        }
        assertThat(answers).as("a Docker engine answers").isTrue();
    }

    /** A name that nobody else has. */
    String name(String about) {
        String name = "lw-" + about + "-" + UUID.randomUUID().toString().substring(0, 8);
        names.add(name);
        return name;
    }

    /** Runs a command and gives its output, whether it went well or not. */
    String tried(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return output;
    }

    /** The same, and it must go well. */
    String run(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor())
                .as("docker %s: %s", List.of(arguments), output)
                .isZero();
        return output;
    }

    void removeAll() throws IOException, InterruptedException {
        for (String name : names) {
            tried("rm", "-f", "-v", name);
        }
    }
}
