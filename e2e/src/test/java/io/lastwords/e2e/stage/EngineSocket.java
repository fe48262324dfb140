package io.lastwords.e2e.stage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;

/** The engine's API without a process per call, where a thousand calls are made. */
public final class EngineSocket {
    private EngineSocket() {}

    /** Starts a container and returns when it has ended. */
    public static void startAndWait(String container) throws IOException {
        post("/containers/" + container + "/start", 204);
        post("/containers/" + container + "/wait", 200);
    }

    private static void post(String path, int expected) throws IOException {
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(Docker.socket()));
            var request =
                    "POST " + path + " HTTP/1.1\r\nHost: docker\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
            channel.write(ByteBuffer.wrap(request.getBytes(UTF_8)));
            var response = new String(Channels.newInputStream(channel).readAllBytes(), UTF_8);
            if (!response.startsWith("HTTP/1.1 " + expected + " ")) {
                throw new IOException("POST " + path + ": " + response);
            }
        }
    }
}
