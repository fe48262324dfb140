package io.lastwords.collector.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** The real engine's socket behind TLS, as with {@code dockerd --tlsverify}: who shows no known certificate is refused. */
final class TlsFront implements AutoCloseable {
    private static final String PASSWORD = "changeit";

    private final SSLServerSocket server;
    private final Path engine;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private TlsFront(SSLServerSocket server, Path engine) {
        this.server = server;
        this.engine = engine;
    }

    /** Makes two folders with certificates: {@code server}, and {@code client} as the docker command has it. */
    static TlsFront start(Path folder, Path engine) throws Exception {
        var server = Files.createDirectories(folder.resolve("server"));
        var client = Files.createDirectories(folder.resolve("client"));
        make(server);
        make(client);
        Files.copy(server.resolve("cert.pem"), client.resolve("ca.pem"));
        Files.copy(client.resolve("cert.pem"), server.resolve("ca.pem"));
        var socket = (SSLServerSocket) Certificates.in(server)
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        socket.setNeedClientAuth(true);
        var front = new TlsFront(socket, engine);
        var unused = front.threads.submit(front::accept);
        return front;
    }

    String address() {
        return "tcp://127.0.0.1:" + server.getLocalPort();
    }

    /** A certificate that its owner signed, and its key, as PEM. */
    static void make(Path folder) throws Exception {
        var store = folder.resolve("store.p12");
        var tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var process = new ProcessBuilder((tool + " -genkeypair -alias it -keyalg RSA -keysize 2048 -dname CN=it"
                                + " -ext san=ip:127.0.0.1 -validity 2 -storetype PKCS12 -storepass " + PASSWORD
                                + " -keystore " + store)
                        .split(" "))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("keytool failed");
        }
        var keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        pem(folder.resolve("cert.pem"), "CERTIFICATE", keys.getCertificate("it").getEncoded());
        pem(
                folder.resolve("key.pem"),
                "PRIVATE KEY",
                keys.getKey("it", PASSWORD.toCharArray()).getEncoded());
    }

    static void pem(Path file, String what, byte[] content) throws IOException {
        Files.writeString(
                file,
                "-----BEGIN " + what + "-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + what
                        + "-----\n");
    }

    private Void accept() throws IOException {
        while (true) {
            var client = (SSLSocket) server.accept();
            var unused = threads.submit(() -> serve(client));
        }
    }

    private Void serve(SSLSocket client) throws IOException {
        try (client;
                var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(engine));
            var unused = threads.submit(() -> {
                try {
                    copy(client.getInputStream(), Channels.newOutputStream(channel));
                } finally {
                    hangUp(channel); // the client is gone, and so is what it asked for
                }
                return null;
            });
            copy(Channels.newInputStream(channel), client.getOutputStream());
        }
        return null;
    }

    private static void hangUp(SocketChannel channel) throws IOException {
        channel.close();
    }

    private static void copy(InputStream from, OutputStream to) throws IOException {
        byte[] buffer = new byte[16 << 10];
        for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
            to.write(buffer, 0, n);
            to.flush();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
