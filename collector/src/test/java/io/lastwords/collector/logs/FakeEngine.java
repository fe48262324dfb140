package io.lastwords.collector.logs;

import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** An engine that speaks real HTTP on a real socket, and answers what a test tells it to. */
final class FakeEngine implements AutoCloseable {
    /** Answers one request. */
    interface Answer {
        void to(String path, OutputStream out) throws IOException;
    }

    private final Path folder;
    private final Path socket;
    private final ServerSocketChannel server;
    final List<String> asked = new CopyOnWriteArrayList<>();
    final LinkedBlockingDeque<Answer> answers = new LinkedBlockingDeque<>();
    private final Semaphore inspected = new Semaphore(0);
    volatile Instant startedAt = Journal.RUN;
    volatile boolean running = true;
    volatile boolean removing;
    /** So many times more it names a main process: one that nobody else sees. */
    final AtomicInteger unseen = new AtomicInteger();

    volatile String logPath = "";
    volatile String logConfig = "{\"Type\":\"json-file\",\"Config\":{}}";

    FakeEngine() throws IOException {
        folder = Files.createTempDirectory("engine");
        socket = folder.resolve("s");
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        Thread.ofVirtual().start(this::serve);
    }

    LogSource source() {
        return new LogSource(EngineAddress.Unix.at(socket));
    }

    LogSource source(LogAccess access) {
        return new LogSource(EngineAddress.Unix.at(socket), access);
    }

    LogSource source(java.time.Duration deadline) {
        return new LogSource(EngineAddress.Unix.at(socket), LogAccess.API, deadline, java.time.InstantSource.system());
    }

    private void serve() {
        while (server.isOpen()) {
            try {
                SocketChannel client = server.accept();
                Thread.ofVirtual().start(() -> answer(client));
            } catch (IOException e) {
                return; // closed by the test
            }
        }
    }

    private void answer(SocketChannel client) {
        try (client) {
            var head = ByteBuffer.allocate(4096);
            while (!new String(head.array(), 0, head.position(), StandardCharsets.US_ASCII).contains("\r\n\r\n")) {
                if (client.read(head) < 0) {
                    return;
                }
            }
            String path = new String(head.array(), 0, head.position(), StandardCharsets.US_ASCII).split(" ", -1)[1];
            var out = Channels.newOutputStream(client);
            if (path.endsWith("/json")) {
                plain(
                                200,
                                "{\"State\":{\"Running\":" + running + ",\"Dead\":" + removing
                                        + ",\"StartedAt\":\"" + startedAt
                                        + "\",\"Pid\":" + (unseen.getAndDecrement() > 0 ? Integer.MAX_VALUE : 0)
                                        + "},\"LogPath\":\"" + logPath + "\",\"HostConfig\":{\"LogConfig\":"
                                        + logConfig + "}}")
                        .to(path, out);
                inspected.release();
                return;
            }
            inspected.drainPermits();
            asked.add(path);
            Answer next = answers.poll();
            (next == null ? log() : next).to(path, out);
        } catch (IOException e) {
            // the reader hung up: its right
        }
    }

    static Answer plain(int status, String body) {
        return (path, out) ->
                out.write(("HTTP/1.1 " + status + " X\r\nDate: Tue, 01 Jan 2069 00:00:00 GMT\r\nContent-Length: "
                                + body.length() + "\r\n\r\n" + body)
                        .getBytes(StandardCharsets.UTF_8));
    }

    /** A whole log, each entry one chunk. */
    static Answer log(byte[]... chunks) {
        return (path, out) -> {
            begin(out);
            for (byte[] chunk : chunks) {
                chunk(out, chunk);
            }
            chunk(out, new byte[0]);
        };
    }

    /** What a follower gets of a run that ends: these entries, and then the run is over. */
    Answer lastOfTheRun(byte[]... chunks) {
        return (path, out) -> {
            begin(out);
            inspected.acquireUninterruptibly();
            for (byte[] chunk : chunks) {
                chunk(out, chunk);
            }
            running = false;
            chunk(out, new byte[0]);
        };
    }

    static void begin(OutputStream out) throws IOException {
        out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    static void chunk(OutputStream out, byte[] bytes) throws IOException {
        out.write(Frames.join(
                (Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII),
                bytes,
                "\r\n".getBytes(StandardCharsets.US_ASCII)));
    }

    @Override
    public void close() throws IOException {
        server.close();
        Files.deleteIfExists(socket);
        Files.deleteIfExists(folder);
    }
}
