package io.lastwords.collector.examine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Containers and images made with the command-line client; it removes what it made. */
final class ContainersForTests {
    private final List<String> containers = new ArrayList<>();
    private final List<String> images = new ArrayList<>();
    private final List<String> volumes = new ArrayList<>();
    private final Path folder;

    ContainersForTests(Path folder) {
        this.folder = folder;
    }

    static String run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).as("%s: %s", List.of(command), output).isZero();
        return output;
    }

    /** Creates a container, and gives its ID. */
    String create(String... arguments) throws IOException, InterruptedException {
        String name = name();
        containers.add(name);
        var command = new ArrayList<>(List.of("docker", "create", "--name", name));
        command.addAll(List.of(arguments));
        return run(command.toArray(String[]::new));
    }

    /** Starts one, whatever comes of it, and waits for its end. */
    static void start(String id) throws IOException, InterruptedException {
        var process = new ProcessBuilder("docker", "start", "-a", id)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.waitFor();
    }

    /** Builds an image of a Dockerfile and the files that were put into the folder. */
    String build(String tag, String dockerfile) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("Dockerfile"), dockerfile);
        images.add(tag);
        run("docker", "build", "-q", "-t", tag, folder.toString());
        return tag;
    }

    String volume() throws IOException, InterruptedException {
        String name = name();
        volumes.add(name);
        return run("docker", "volume", "create", name);
    }

    static String name() {
        return "lw-examine-" + UUID.randomUUID().toString().substring(0, 8);
    }

    void removeAll() throws IOException, InterruptedException {
        for (String container : containers) {
            quietly("docker", "rm", "-f", "-v", container);
        }
        for (String volume : volumes) {
            quietly("docker", "volume", "rm", volume);
        }
        for (String image : images) {
            quietly("docker", "rmi", "-f", image);
        }
    }

    private static void quietly(String... command) throws IOException, InterruptedException {
        new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
