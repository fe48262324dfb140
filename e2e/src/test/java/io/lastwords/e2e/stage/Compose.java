package io.lastwords.e2e.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** A Compose file of the repository as a project of its own, which is gone afterwards. */
public final class Compose implements AutoCloseable {
    /** What containers call this machine. */
    public static final String HOST = "host.docker.internal";

    private static final String OVERRIDE = """
            services:
              notifier:
                extra_hosts: ["host.docker.internal:host-gateway"]
            """;

    private final String project =
            String.format(Locale.ROOT, "lw%06x", ThreadLocalRandom.current().nextInt(1 << 24));
    private final Path root = Path.of("..").toAbsolutePath().normalize();
    private final Path folder;
    private final String file;
    private final Map<String, String> environment = new HashMap<>();

    /**
     * The one at the root. Nothing is started yet.
     *
     * @param folder for its own files, which containers must be able to read
     */
    public Compose(Path folder) throws IOException {
        this(folder, "docker-compose.yml", OVERRIDE);
    }

    /**
     * Nothing is started yet.
     *
     * @param folder for its own files, which containers must be able to read
     * @param file from the repository's root
     * @param override what a test needs otherwise
     */
    public Compose(Path folder, String file, String override) throws IOException {
        Docker.requireCompose();
        this.folder = folder;
        this.file = file;
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(folder.resolve("override.yml"), override.isEmpty() ? "{}" : override);
        environment.put("DOCKER_BUILDKIT", "0");
        environment.put("COMPOSE_PROJECT_NAME", project);
    }

    /** Sets a variable. */
    public Compose with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Sets a variable to a file with a secret. */
    public Compose withSecret(String variable, String secret) throws IOException {
        Path file = Files.writeString(folder.resolve(variable), secret + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        return with(variable, file.toString());
    }

    /** Runs {@code docker compose} with these arguments. */
    public Command.Output run(String... arguments) {
        var command = new ArrayList<>(List.of(
                "docker",
                "compose",
                "-f",
                file,
                "-f",
                folder.resolve("override.yml").toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(root.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("LASTWORDS_"));
        builder.environment().putAll(environment);
        return Command.run(builder);
    }

    /** What the engine has of the project: containers, volumes and networks. */
    public List<String> left() {
        String filter = "label=com.docker.compose.project=" + project;
        var left = new ArrayList<String>();
        for (var kind : List.of(List.of("ps", "-aq"), List.of("volume", "ls", "-q"), List.of("network", "ls", "-q"))) {
            var arguments = new ArrayList<>(kind);
            arguments.addAll(List.of("--filter", filter));
            left.addAll(Docker.run(arguments).orFail().out().lines().toList());
        }
        return left;
    }

    @Override
    public void close() {
        run("down", "-v", "--timeout", "5");
    }
}
