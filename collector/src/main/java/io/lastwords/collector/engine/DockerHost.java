package io.lastwords.collector.engine;

import io.lastwords.collector.logs.EngineAddress;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Where an engine is, and what to tell somebody where none answers.
 *
 * @param uri {@code unix:///path} or {@code tcp://host:port}
 * @param tls null where it is spoken to without
 */
record DockerHost(URI uri, @Nullable SSLContext tls) {
    /** Where Docker listens unless it is told otherwise. */
    private static final String DEFAULT = "unix:///var/run/docker.sock";

    private static final int PLAIN_PORT = 2375;
    private static final int TLS_PORT = 2376;

    /**
     * Reads an address as {@code --docker-host} and {@code DOCKER_HOST} have it; empty for the default.
     *
     * @param certificates the folder with ca.pem, cert.pem and key.pem; null for no TLS, and of no account on a socket
     * @throws UnreachableEngineException where it is of a kind that cannot be reached
     */
    static DockerHost of(String address, @Nullable Path certificates) throws UnreachableEngineException {
        try {
            var uri = new URI(address.isBlank() ? DEFAULT : address.strip());
            if ("unix".equals(uri.getScheme())
                    && uri.getPath() != null
                    && !uri.getPath().isEmpty()) {
                return new DockerHost(uri, null);
            }
            if ("tcp".equals(uri.getScheme()) && uri.getHost() != null) {
                int port = certificates == null ? PLAIN_PORT : TLS_PORT;
                return new DockerHost(
                        uri.getPort() < 0 ? new URI("tcp", null, uri.getHost(), port, null, null, null) : uri,
                        certificates == null ? null : context(address, certificates));
            }
        } catch (URISyntaxException e) {
            throw unreachable(address, e);
        }
        throw unreachable(address, null);
    }

    private static SSLContext context(String address, Path certificates) throws UnreachableEngineException {
        try {
            return Certificates.in(certificates);
        } catch (IOException | GeneralSecurityException e) {
            throw new UnreachableEngineException(
                    "cannot reach the Docker engine at " + address + ": the certificates in " + certificates
                            + " cannot be used (" + e.getMessage() + ")",
                    e);
        }
    }

    private static UnreachableEngineException unreachable(String address, @Nullable Exception e) {
        String message = "cannot reach a Docker engine at '" + address
                + "': give --docker-host unix:///path/to/docker.sock or tcp://host:port";
        return e == null ? new UnreachableEngineException(message) : new UnreachableEngineException(message, e);
    }

    /** What connections are made to. */
    EngineAddress address() {
        if (local()) {
            return EngineAddress.Unix.at(Path.of(uri.getPath()));
        }
        var tcp = new EngineAddress.Tcp(uri.getHost(), uri.getPort());
        return tls == null ? tcp : new EngineAddress.Tls(tcp, tls);
    }

    /** Whether the engine is on this machine, so that its clock is ours. */
    boolean local() {
        return "unix".equals(uri.getScheme());
    }

    /** One line for somebody whose engine does not answer. */
    UnreachableEngineException noAnswer(Exception cause) {
        if (!local()) {
            return new UnreachableEngineException(
                    "no Docker engine answers at " + uri + " (" + cause.getMessage() + "): check the address, and "
                            + (tls == null
                                    ? "that the engine listens there without TLS (else give --docker-cert-path)"
                                    : "that the certificates in --docker-cert-path are those of this engine"),
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
