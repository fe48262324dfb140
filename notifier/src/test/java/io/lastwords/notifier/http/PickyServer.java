package io.lastwords.notifier.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import io.lastwords.model.topic.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** A server that takes JSON, and does what it is told to do with the next requests. */
public final class PickyServer implements AutoCloseable {
    private final HttpServer server;
    private final CountDownLatch over = new CountDownLatch(1);
    private final BlockingQueue<Request> taken = new LinkedBlockingQueue<>();
    private final Queue<Behaviour> next = new ConcurrentLinkedQueue<>();

    /** A request that was answered with 200. */
    public record Request(String path, Headers headers, JsonNode body) {}

    private sealed interface Behaviour {
        record Answer(int status, String body, @Nullable String retryAfter) implements Behaviour {}

        record Hang() implements Behaviour {}

        record CutOff() implements Behaviour {}
    }

    public PickyServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            var body = exchange.getRequestBody().readAllBytes();
            var behaviour = next.poll();
            switch (behaviour == null ? new Behaviour.Answer(200, "", null) : behaviour) {
                case Behaviour.Answer answer -> {
                    if (answer.status() == 200) {
                        taken.add(new Request(
                                exchange.getRequestURI().getPath(),
                                exchange.getRequestHeaders(),
                                Json.mapper().readTree(body)));
                    }
                    if (answer.retryAfter() != null) {
                        exchange.getResponseHeaders().add("Retry-After", answer.retryAfter());
                    }
                    var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                }
                case Behaviour.Hang hang -> await();
                case Behaviour.CutOff cutOff -> {
                    exchange.sendResponseHeaders(200, 1_000);
                    exchange.getResponseBody().write('o');
                    exchange.close();
                }
            }
        });
        server.start();
    }

    private void await() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    public void answer(int status, String body, @Nullable String retryAfter) {
        next.add(new Behaviour.Answer(status, body, retryAfter));
    }

    public void hang() {
        next.add(new Behaviour.Hang());
    }

    public void cutOff() {
        next.add(new Behaviour.CutOff());
    }

    /** What was taken, oldest first; waits for it. */
    public BlockingQueue<Request> taken() {
        return taken;
    }

    @Override
    public void close() {
        over.countDown();
        server.stop(0);
    }
}
