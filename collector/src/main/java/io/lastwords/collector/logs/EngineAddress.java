package io.lastwords.collector.logs;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** Where an engine listens. */
public sealed interface EngineAddress {
    /** A socket, connected to it; the deadline is the caller's, who closes what takes too long. */
    void connect(SocketChannel channel) throws IOException;

    SocketChannel open() throws IOException;

    /** What goes into the request's Host header. */
    String host();

    /** A socket in the file system. */
    record Unix(UnixDomainSocketAddress address) implements EngineAddress {
        @Override
        public SocketChannel open() throws IOException {
            return SocketChannel.open(StandardProtocolFamily.UNIX);
        }

        @Override
        public void connect(SocketChannel channel) throws IOException {
            channel.connect(address);
        }

        @Override
        public String host() {
            return "docker";
        }
    }

    /** A TCP port, looked up anew at each connect. */
    record Tcp(String name, int port) implements EngineAddress {
        @Override
        public SocketChannel open() throws IOException {
            return SocketChannel.open();
        }

        @Override
        public void connect(SocketChannel channel) throws IOException {
            SocketAddress address = new InetSocketAddress(name, port);
            if (address instanceof InetSocketAddress inet && inet.isUnresolved()) {
                throw new IOException("no address is known for the engine's host " + name);
            }
            channel.connect(address);
        }

        @Override
        public String host() {
            return name + ":" + port;
        }
    }

    /**
     * Reads {@code unix:///path} or {@code tcp://host:port}.
     *
     * @throws IllegalArgumentException with one clear line
     */
    static EngineAddress parse(String dockerHost) {
        if (dockerHost.startsWith("unix://") && dockerHost.length() > "unix://".length()) {
            return new Unix(UnixDomainSocketAddress.of(dockerHost.substring("unix://".length())));
        }
        if (dockerHost.startsWith("tcp://") || dockerHost.startsWith("http://")) {
            try {
                URI uri = URI.create(dockerHost);
                if (uri.getHost() != null) {
                    return new Tcp(uri.getHost(), uri.getPort() < 0 ? 2375 : uri.getPort());
                }
            } catch (IllegalArgumentException e) {
                throw refused(dockerHost, e);
            }
        }
        throw refused(dockerHost, null);
    }

    private static IllegalArgumentException refused(String dockerHost, @Nullable Exception cause) {
        return new IllegalArgumentException(
                "Docker host " + dockerHost + " is not one of unix:///path and tcp://host:port", cause);
    }
}
