package io.lastwords.collector.logs;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;

/** Where an engine listens. */
public sealed interface EngineAddress {
    /** A wire to it, not connected yet; the deadline is the caller's, who closes what takes too long. */
    Wire wire() throws IOException;

    /** What goes into the request's Host header. */
    String host();

    /** A socket in the file system. */
    record Unix(UnixDomainSocketAddress address) implements EngineAddress {
        /** The socket at a path. */
        public static Unix at(Path path) {
            return new Unix(UnixDomainSocketAddress.of(path));
        }

        @Override
        public Wire wire() throws IOException {
            return new PlainWire(SocketChannel.open(StandardProtocolFamily.UNIX), () -> address);
        }

        @Override
        public String host() {
            return "docker";
        }
    }

    /** A TCP port, looked up anew at each connect. */
    record Tcp(String name, int port) implements EngineAddress {
        @Override
        public Wire wire() throws IOException {
            return new PlainWire(SocketChannel.open(), this::lookUp);
        }

        InetSocketAddress lookUp() throws IOException {
            var address = new InetSocketAddress(name, port);
            if (address.isUnresolved()) {
                throw new IOException("no address is known for the engine's host " + name);
            }
            return address;
        }

        @Override
        public String host() {
            return name + ":" + port;
        }
    }

    /** The same with TLS: whom it trusts and what it shows of itself are in the context. */
    record Tls(Tcp tcp, SSLContext context) implements EngineAddress {
        @Override
        public Wire wire() {
            return new TlsWire(tcp, context);
        }

        @Override
        public String host() {
            return tcp.host();
        }
    }
}
