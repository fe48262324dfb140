package io.lastwords.collector.engine;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where an engine is, and what to tell somebody where none answers.
 *
 * @param uri {@code unix:///path} or {@code tcp://host:port}
 */
public record EngineAddress(URI uri) {
    /** Where Docker listens unless it is told otherwise. */
    public static final String DEFAULT = "unix:///var/run/docker.sock";

    /**
     * Reads an address as {@code --docker-host} and {@code DOCKER_HOST} have it; empty for the default.
     *
     * @throws UnreachableEngineException where it is of a kind that cannot be reached
     */
    public static EngineAddress of(String address) throws UnreachableEngineException {
        try {
            var uri = new URI(address.isBlank() ? DEFAULT : address.strip());
            if ("unix".equals(uri.getScheme()) && uri.getPath() != null) {
                return new EngineAddress(uri);
            }
            if ("tcp".equals(uri.getScheme()) && uri.getHost() != null) {
                return new EngineAddress(uri);
            }
        } catch (URISyntaxException e) {
            throw unreachable(address, e);
        }
        throw unreachable(address, null);
    }

    private static UnreachableEngineException unreachable(String address, @Nullable Exception e) {
        String message = "cannot reach a Docker engine at '" + address
                + "': give --docker-host unix:///path/to/docker.sock or tcp://host:port";
        return e == null ? new UnreachableEngineException(message) : new UnreachableEngineException(message, e);
    }

    /** Whether the engine is on this machine, so that its clock is ours. */
    boolean local() {
        return "unix".equals(uri.getScheme());
    }

    /** One line for somebody whose engine does not answer. */
    UnreachableEngineException noAnswer(Exception cause) {
        if (!local()) {
            return new UnreachableEngineException(
                    "no Docker engine answers at " + uri + " (" + cause.getMessage() + "): check the address and that"
                            + " the engine listens there",
                    cause);
        }
        Path socket = Path.of(uri.getPath());
        if (!Files.exists(socket)) {
            return new UnreachableEngineException(
                    "no Docker engine: there is no socket " + socket
                            + "; start Docker (sudo systemctl start docker), or say where it is with --docker-host",
                    cause);
        }
        if (!Files.isReadable(socket) || !Files.isWritable(socket)) {
            return new UnreachableEngineException(
                    "no permission on the Docker socket " + socket
                            + ": join its group (sudo usermod -aG docker $USER, then log in again), or run as root",
                    cause);
        }
        return new UnreachableEngineException(
                "nothing answers on the Docker socket " + socket
                        + "; start Docker (sudo systemctl start docker), or say where it is with --docker-host",
                cause);
    }
}
