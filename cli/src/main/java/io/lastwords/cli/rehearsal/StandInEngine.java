package io.lastwords.cli.rehearsal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lastwords.model.topic.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * Answers as an engine with two containers that run and have written: one whose log is a file, and one whose log has to
 * be asked for. One request a connection.
 */
final class StandInEngine implements AutoCloseable {
    private static final String FILE = "f".repeat(64);
    private static final String ASKED = "a".repeat(64);
    private static final int BLOCK = 64 << 10;

    private final Path socket;
    private final Path log;
    private final int lines;
    private final Clock clock;
    private final Instant started;
    private final ServerSocketChannel server;
    private final CountDownLatch closed = new CountDownLatch(1);

    private StandInEngine(Path folder, int lines, Clock clock) throws IOException {
        this.lines = lines;
        this.clock = clock;
        started = clock.instant().minus(Duration.ofHours(1));
        socket = folder.resolve("docker.sock");
        log = folder.resolve(FILE + "-json.log");
        try (var out = Files.newOutputStream(log)) {
            write(out, this::stored);
        }
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
    }

    /** Writes the log and begins to answer on a socket, both in the folder. */
    static StandInEngine start(Path folder, int lines, Clock clock) throws IOException {
        var engine = new StandInEngine(folder, lines, clock);
        Thread.ofVirtual().start(engine::serve);
        return engine;
    }

    /** As {@code --docker-host} takes it. */
    String address() {
        return "unix://" + socket;
    }

    private void serve() {
        while (server.isOpen()) {
            try {
                SocketChannel client = server.accept();
                Thread.ofVirtual().start(() -> answer(client));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void answer(SocketChannel client) {
        try (client) {
            String path = path(client);
            var out = Channels.newOutputStream(client);
            if (path.contains("/info")) {
                answer(out, Map.of("ID", "rehearsal", "Name", "rehearsal", "Architecture", "x86_64"));
            } else if (path.contains("/containers/json")) {
                answer(out, List.of(listed(FILE), listed(ASKED)));
            } else if (path.endsWith(FILE + "/json")) {
                answer(out, inspected(FILE, Map.of("Type", "json-file")));
            } else if (path.endsWith(ASKED + "/json")) {
                answer(out, inspected(ASKED, Map.of("Type", "journald")));
            } else if (path.contains("/events") || path.contains("/logs?")) {
                stream(out, path);
            } else {
                out.write("HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}".getBytes(UTF_8));
            }
        } catch (IOException e) {
            // who asked has hung up: its right
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String path(SocketChannel client) throws IOException {
        var head = ByteBuffer.allocate(8 << 10);
        String text = "";
        while (!text.contains("\r\n\r\n")) {
            if (client.read(head) <= 0) {
                throw new IOException("no request, or a very long one");
            }
            text = new String(head.array(), 0, head.position(), UTF_8);
        }
        return text.split(" ", 3)[1];
    }

    private void answer(OutputStream out, Object body) throws IOException {
        byte[] json = Json.mapper().writeValueAsBytes(body);
        String now = DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC));
        out.write(("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: application/json\r\nDate: " + now
                        + "\r\nContent-Length: " + json.length + "\r\n\r\n")
                .getBytes(UTF_8));
        out.write(json);
    }

    private static Map<String, Object> listed(String id) {
        return Map.of("Id", id, "Names", List.of("/" + id.charAt(0)), "Image", "rehearsal", "State", "running");
    }

    private Map<String, Object> inspected(String id, Map<String, String> driver) {
        return Map.of(
                "Id", id,
                "Name", "/" + id.charAt(0),
                "Image", "sha256:" + id,
                "Path", "rehearse",
                "LogPath", log.toString(),
                "Created", started.toString(),
                "Config", Map.of("Image", "rehearsal", "Env", List.of("PASSWORD=correct-horse")),
                "HostConfig", Map.of("LogConfig", driver),
                "State", Map.of("Status", "running", "Running", true, "StartedAt", started.toString()));
    }

    /** A chunk for each entry of a log, as engines do. What is followed is then silent, anything else ends. */
    private void stream(OutputStream out, String path) throws IOException, InterruptedException {
        out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(UTF_8));
        boolean logs = path.contains("/logs?");
        if (logs) {
            write(out, this::chunk);
        }
        if (logs ? path.contains("follow=1") : !path.contains("until=")) {
            closed.await();
        }
        out.write("0\r\n\r\n".getBytes(UTF_8));
    }

    /** Makes one entry of a line. */
    private interface Form {
        byte[] entry(int number) throws IOException;
    }

    private void write(OutputStream out, Form form) throws IOException {
        var block = new ByteArrayOutputStream(2 * BLOCK);
        for (int number = 0; number < lines; number++) {
            block.writeBytes(form.entry(number));
            if (block.size() > BLOCK || number == lines - 1) {
                block.writeTo(out);
                block.reset();
            }
        }
    }

    private byte[] stored(int number) {
        return ("{\"log\":" + Json.text(text(number)) + ",\"stream\":\"" + stream(number) + "\",\"time\":\""
                        + time(number) + "\"}\n")
                .getBytes(UTF_8);
    }

    private byte[] chunk(int number) {
        byte[] content = (time(number) + " " + text(number)).getBytes(UTF_8);
        byte[] size = (Integer.toHexString(8 + content.length) + "\r\n").getBytes(UTF_8);
        return ByteBuffer.allocate(size.length + 8 + content.length + 2)
                .put(size)
                .putInt(stream(number).equals("stdout") ? 1 << 24 : 2 << 24)
                .putInt(content.length)
                .put(content)
                .put("\r\n".getBytes(UTF_8))
                .array();
    }

    /** As programs write: plain words, a record of JSON, and now and then what has to be masked. */
    private static String text(int number) {
        return switch (number % 8) {
            case 3 -> "{\"level\":\"info\",\"message\":\"order taken\",\"order\":" + number + ",\"took_ms\":12.5}\n";
            case 6 -> "connecting to postgres://shop:geheim" + number + "@db:5432/orders, token=t0k3n" + number + "\n";
            default ->
                "2026-01-01 12:00:00.123 INFO [worker-" + number % 16 + "] shop.Orders - order " + number
                        + " of customer " + number / 7 + " stored in 12 ms\n";
        };
    }

    private static String stream(int number) {
        return number % 10 == 9 ? "stderr" : "stdout";
    }

    private String time(int number) {
        return started.plusNanos(1_000_000_000L + number * 1_000L).toString();
    }

    @Override
    public void close() throws IOException {
        server.close();
        closed.countDown();
    }
}
