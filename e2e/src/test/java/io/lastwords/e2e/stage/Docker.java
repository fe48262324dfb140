package io.lastwords.e2e.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** The engine through the {@code docker} command, as its users use it. */
public final class Docker {
    private Docker() {}

    /** Runs {@code docker} with these arguments. */
    public static Command.Output run(List<String> arguments) {
        var command = new ArrayList<String>();
        command.add("docker");
        command.addAll(arguments);
        var builder = new ProcessBuilder(command);
        builder.environment().put("DOCKER_BUILDKIT", "0");
        return Command.run(builder);
    }

    /** Runs {@code docker} with these arguments. */
    public static Command.Output run(String... arguments) {
        return run(List.of(arguments));
    }

    /**
     * Skips the test where no engine answers; fails it where {@code LASTWORDS_REQUIRE_DOCKER=true} says that one must.
     */
    public static void require() {
        require(problem());
    }

    /** The same for {@code docker compose}. */
    public static void requireCompose() {
        require();
        var version = run("compose", "version");
        require(
                version.exitCode() == 0
                        ? ""
                        : "there is no docker compose: " + version.err().strip());
    }

    /** The same for another program, which a package of Debian's has. */
    public static void requireProgram(String program, String debianPackage) {
        require(
                installed(program)
                        ? ""
                        : "there is no " + program + " (Debian's package " + debianPackage + " has it)");
    }

    private static void require(String problem) {
        if (problem.isEmpty()) {
            return;
        }
        if (Boolean.parseBoolean(System.getenv("LASTWORDS_REQUIRE_DOCKER"))) {
            Assertions.fail("LASTWORDS_REQUIRE_DOCKER is true, but " + problem);
        }
        Assumptions.abort(problem);
    }

    /** Whether a program is on the PATH. */
    public static boolean installed(String program) {
        return Pattern.compile(":", Pattern.LITERAL)
                .splitAsStream(System.getenv("PATH"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static String problem() {
        if (!installed("docker")) {
            return "there is no docker command";
        }
        var version = run("version", "--format", "{{.Server.Version}}");
        return version.exitCode() == 0
                ? ""
                : "no Docker engine answers: " + version.err().strip();
    }

    /** The engine's unix socket, for calls too frequent for the command. */
    static Path socket() throws IOException {
        var host = System.getenv("DOCKER_HOST");
        if (host == null || host.isEmpty()) {
            return Path.of("/var/run/docker.sock");
        }
        if (!host.startsWith("unix://")) {
            throw new IOException("not a unix socket: " + host);
        }
        return Path.of(host.substring("unix://".length()));
    }
}
