package io.lastwords.cli.command;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** A Docker engine that has no containers, and in which nothing ever happens. */
final class EmptyEngine implements AutoCloseable {
    private final HttpServer server;
    private final CountDownLatch closed = new CountDownLatch(1);

    private EmptyEngine(HttpServer server) {
        this.server = server;
    }

    static EmptyEngine start(String name) throws IOException {
        return start(name, 0);
    }

    static EmptyEngine start(String name, int port) throws IOException {
        return start(name, port, name);
    }

    /** With a name and, under it, an ID that differ. */
    static EmptyEngine start(String name, int port, String id) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        var engine = new EmptyEngine(server);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/info",
                exchange -> answer(
                        exchange, """
                {"ID":"id-of-%s","Name":"%s","Architecture":"x86_64","SystemTime":"%s"}""".formatted(id, name, Clock.systemUTC().instant())));
        server.createContext("/containers/json", exchange -> answer(exchange, "[]"));
        server.createContext("/events", engine::nothing);
        server.start();
        return engine;
    }

    String address() {
        return "tcp://127.0.0.1:" + port();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void nothing(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        if (exchange.getRequestURI().getQuery().contains("until=")) {
            exchange.close();
            return;
        }
        exchange.getResponseBody().flush();
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
