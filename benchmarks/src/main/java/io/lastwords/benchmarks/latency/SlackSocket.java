package io.lastwords.benchmarks.latency;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.Executors;

/** Stands where Slack's webhook would, and takes all that comes. */
final class SlackSocket implements AutoCloseable {
    private final HttpServer server;
    private final Sightings told = new Sightings();

    SlackSocket() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var now = Instant.now();
            Deaths.NAME.matcher(body).results().forEach(found -> told.seen(found.group(), now));
            byte[] answer = "ok".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/services/T000/B000/lastwords";
    }

    Sightings told() {
        return told;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
