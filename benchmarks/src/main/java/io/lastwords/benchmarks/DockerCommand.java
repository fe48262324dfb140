package io.lastwords.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The docker command against one engine. */
public final class DockerCommand {
    private final String socket;

    public DockerCommand(String socket) {
        this.socket = socket;
    }

    /**
     * Runs it to its end.
     *
     * @return what it wrote, without the last newline
     * @throws IOException with what it said, where it failed
     */
    public String run(String... words) throws IOException {
        var process = start(words);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException(String.join(" ", command(words)) + ": " + said);
        }
        return said.strip();
    }

    /** Starts it; its stderr comes with its stdout. */
    public Process start(String... words) throws IOException {
        return new ProcessBuilder(command(words)).redirectErrorStream(true).start();
    }

    private List<String> command(String... words) {
        var command = new ArrayList<>(List.of("docker", "-H", "unix://" + socket));
        command.addAll(List.of(words));
        return command;
    }
}
