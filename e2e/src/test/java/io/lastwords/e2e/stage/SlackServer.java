package io.lastwords.e2e.stage;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.lastwords.model.topic.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Slack's incoming webhook on this machine: takes what Slack would take and refuses what Slack would refuse. */
public final class SlackServer implements AutoCloseable {
    private final HttpServer server;
    private final List<Post> posts = new CopyOnWriteArrayList<>();
    private final List<String> violations = new CopyOnWriteArrayList<>();

    private volatile boolean out;

    /** A message that was accepted, and when it was answered. */
    public record Post(Instant time, JsonNode message) {
        /** Whether it speaks of a container. */
        public boolean mentions(Container container) {
            return message.toString().contains(container.name());
        }

        /** Everything it says, fallback and blocks. */
        public String text() {
            return message.toString();
        }
    }

    public SlackServer() {
        this(InetAddress.getLoopbackAddress());
    }

    /** With an address that containers can reach as well. */
    public static SlackServer forContainers() {
        return new SlackServer(null);
    }

    private SlackServer(InetAddress address) {
        try {
            server = HttpServer.create(new InetSocketAddress(address, 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/services/", this::take);
        server.createContext("/gone/", exchange -> answer(exchange, 404, "no_service"));
        server.start();
    }

    /** The webhook's address. */
    public String url() {
        return url("127.0.0.1");
    }

    /** The webhook's address, this machine under another name. */
    public String url(String host) {
        return "http://" + host + ":" + server.getAddress().getPort() + "/services/T000/B000/lastwords";
    }

    /** A webhook that was revoked. */
    public String revokedUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/gone/T000/B000/lastwords";
    }

    /** The messages about a container so far. */
    public List<Post> posts(Container container) {
        return posts.stream().filter(post -> post.mentions(container)).toList();
    }

    /** All messages so far. */
    public List<Post> posts() {
        return List.copyOf(posts);
    }

    /** Why messages were refused; empty when all is well. */
    public List<String> violations() {
        return List.copyOf(violations);
    }

    /** Whether it answers each message with 503 from now on. */
    public void outOfOrder(boolean is) {
        out = is;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readAllBytes();
        if (out) {
            answer(exchange, 503, "service_unavailable");
            return;
        }
        List<String> found;
        try {
            var message = Json.mapper().readTree(body);
            found = BlockKit.violations(message);
            if (found.isEmpty()) {
                answer(exchange, 200, "ok");
                posts.add(new Post(Instant.now(), message));
                return;
            }
        } catch (IOException e) {
            found = List.of("not JSON: " + e.getMessage());
        }
        found.forEach(violation -> violations.add(violation + " in " + new String(body, UTF_8)));
        answer(exchange, 400, "invalid_blocks");
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(status, text.length());
            exchange.getResponseBody().write(text.getBytes(UTF_8));
        }
    }
}
