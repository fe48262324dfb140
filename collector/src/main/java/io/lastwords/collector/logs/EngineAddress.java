package io.lastwords.collector.logs;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketOption;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import jdk.net.ExtendedSocketOptions;

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

    /**
     * A TCP port, looked up anew at each connect. A connection on which nothing comes is probed, or one that was cut
     * without a word would be waited on for ever: it ends after a minute.
     */
    record Tcp(String name, int port) implements EngineAddress {
        private static final int IDLE_SECONDS = 30;
        private static final int BETWEEN_SECONDS = 10;
        private static final int PROBES = 3;

        /** Of a socket or of its channel. */
        interface Options {
            <T> Object set(SocketOption<T> option, T value) throws IOException;
        }

        @Override
        public Wire wire() throws IOException {
            var channel = SocketChannel.open();
            probe(channel::setOption);
            return new PlainWire(channel, this::lookUp);
        }

        static void probe(Options socket) throws IOException {
            socket.set(StandardSocketOptions.SO_KEEPALIVE, true);
            socket.set(ExtendedSocketOptions.TCP_KEEPIDLE, IDLE_SECONDS);
            socket.set(ExtendedSocketOptions.TCP_KEEPINTERVAL, BETWEEN_SECONDS);
            socket.set(ExtendedSocketOptions.TCP_KEEPCOUNT, PROBES);
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
