package io.lastwords.cli.settings;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastwords.model.topic.Json;
import io.lastwords.model.topic.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the Docker engine listens, found as the docker command finds it: DOCKER_HOST, the current context, the local
 * socket, and the one of a rootless engine where the other is not there.
 *
 * @param address {@code unix:///...} or {@code tcp://...}
 * @param from how it was found, for a person
 * @param certificates the folder with those for TLS; null for none
 */
public record DockerAddress(
        String address, String from, @Nullable Path certificates) {
    private static final String LOCAL = "/var/run/docker.sock";

    DockerAddress(String address, String from) {
        this(address, from, null);
    }

    /** What somebody said, with the certificates that the docker command would take. */
    static DockerAddress given(Given address, Map<String, String> environment, Path root) {
        return new DockerAddress(address.value(), address.where(), certificates(environment, root));
    }

    /** Where DOCKER_TLS_VERIFY asks for TLS, or DOCKER_TLS does: the certificate is verified all the same. */
    private static @Nullable Path certificates(Map<String, String> environment, Path root) {
        if (environment.getOrDefault("DOCKER_TLS_VERIFY", "").isBlank()
                && environment.getOrDefault("DOCKER_TLS", "").isBlank()) {
            return null;
        }
        var folder = environment.getOrDefault("DOCKER_CERT_PATH", "");
        return folder.isBlank() ? configuration(environment, root).orElse(null) : Path.of(folder);
    }

    /** The docker command's own folder. */
    private static Optional<Path> configuration(Map<String, String> environment, Path root) {
        return Optional.ofNullable(environment.get("DOCKER_CONFIG"))
                .filter(config -> !config.isBlank())
                .or(() -> Optional.ofNullable(environment.get("HOME")).map(home -> home + "/.docker"))
                .map(config -> under(root, config));
    }

    /**
     * Looks in the usual places.
     *
     * @param root in front of absolute paths: {@code /} but in tests
     */
    static DockerAddress find(Map<String, String> environment, Path root) {
        var host = environment.getOrDefault("DOCKER_HOST", "");
        if (!host.isBlank()) {
            return given(new Given(host.strip(), "DOCKER_HOST"), environment, root);
        }
        return context(environment, root).orElseGet(() -> socket(environment, root));
    }

    private static DockerAddress socket(Map<String, String> environment, Path root) {
        var runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        var home = environment.getOrDefault("HOME", "");
        return Stream.of(
                        new DockerAddress(LOCAL, "the local socket"),
                        new DockerAddress(
                                runtime.isEmpty() ? "" : runtime + "/docker.sock", "the rootless engine's socket"),
                        new DockerAddress(
                                home.isEmpty() ? "" : home + "/.docker/run/docker.sock", "Docker Desktop's socket"))
                .filter(found -> !found.address.isEmpty() && Files.exists(under(root, found.address)))
                .findFirst()
                .map(found -> new DockerAddress("unix://" + found.address, found.from))
                .orElse(new DockerAddress("unix://" + LOCAL, "default"));
    }

    /** Each context has a folder, whose name is made of its own. */
    private static Optional<DockerAddress> context(Map<String, String> environment, Path root) {
        var folder = configuration(environment, root);
        if (folder.isEmpty()) {
            return Optional.empty();
        }
        var name = Optional.ofNullable(environment.get("DOCKER_CONTEXT"))
                .filter(context -> !context.isBlank())
                .or(() -> text(folder.get().resolve("config.json"), "/currentContext"));
        return name.filter(context -> !context.equals("default"))
                .flatMap(context -> text(
                                folder.get().resolve("contexts/meta/" + Sha256.hex(context) + "/meta.json"),
                                "/Endpoints/docker/Host")
                        .map(host -> new DockerAddress(
                                host,
                                "docker context '" + context + "'",
                                folder(folder.get().resolve("contexts/tls/" + Sha256.hex(context) + "/docker")))));
    }

    private static @Nullable Path folder(Path path) {
        return Files.isDirectory(path) ? path : null;
    }

    /** A text in a JSON file; empty where either is not there: then the docker command's own default holds. */
    private static Optional<String> text(Path file, String pointer) {
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        try {
            JsonNode found = Json.mapper().readTree(file.toFile()).at(pointer);
            return found.isTextual() && !found.asText().isBlank() ? Optional.of(found.asText()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Path under(Path root, String absolute) {
        return root.resolve(absolute.startsWith("/") ? absolute.substring(1) : absolute);
    }
}
