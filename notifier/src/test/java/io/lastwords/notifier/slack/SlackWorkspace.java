package io.lastwords.notifier.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.lastwords.model.topic.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A workspace of one channel that answers as Slack's Web API does, and misbehaves once for each fault it is given. */
public final class SlackWorkspace implements AutoCloseable {
    public static final String TOKEN = "xoxb-s3cret";
    static final String CHANNEL = "C0000000001";

    private final HttpServer server;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Map<String, JsonNode> messages = new LinkedHashMap<>();
    private final Map<String, String> threads = new HashMap<>();
    private final Map<String, String> files = new HashMap<>();
    private final List<String> shared = new ArrayList<>();
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private int count;

    /** What goes wrong with the next call of a method. */
    sealed interface Fault {
        String method();

        /** An answer instead of the right one. */
        record Answer(
                String method,
                int status,
                String body,
                @Nullable String retryAfter) implements Fault {}

        /** Nothing at all. */
        record Hang(String method) implements Fault {}

        /** The message is not taken, and the answer ends in its middle. */
        record CutOff(String method) implements Fault {}
    }

    public SlackWorkspace() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    public String api() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/api/";
    }

    void refuse(String method, String error) {
        faults.add(new Fault.Answer(method, 200, "{\"ok\":false,\"error\":\"" + error + "\"}", null));
    }

    void fault(Fault fault) {
        faults.add(fault);
    }

    /** The messages of the channel itself, as they stand now, oldest first. */
    public synchronized List<JsonNode> channel() {
        return messages.entrySet().stream()
                .filter(message -> !threads.containsKey(message.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** The replies to the channel's first message. */
    public synchronized List<JsonNode> replies() {
        var first = messages.keySet().stream().findFirst().orElse("");
        return messages.entrySet().stream()
                .filter(message -> first.equals(threads.get(message.getKey())))
                .map(Map.Entry::getValue)
                .toList();
    }

    synchronized List<String> shared() {
        return List.copyOf(shared);
    }

    synchronized void deleteAll() {
        messages.clear();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var method = exchange.getRequestURI().getPath().replace("/api/", "");
        var fault = faults.stream().filter(one -> one.method().equals(method)).findFirst();
        if (fault.isPresent()) {
            faults.remove(fault.get());
            misbehave(exchange, fault.get());
        } else if (method.startsWith("/upload/")) {
            synchronized (this) {
                files.put(method.substring("/upload/".length()), body);
            }
            write(exchange, 200, "OK");
        } else if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            write(exchange, 200, "{\"ok\":false,\"error\":\"invalid_auth\"}");
        } else {
            write(exchange, 200, call(method, body).toString());
        }
    }

    private void misbehave(HttpExchange exchange, Fault fault) throws IOException {
        switch (fault) {
            case Fault.Answer answer -> {
                if (answer.retryAfter() != null) {
                    exchange.getResponseHeaders().add("Retry-After", answer.retryAfter());
                }
                write(exchange, answer.status(), answer.body());
            }
            case Fault.Hang hang -> {
                try {
                    over.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            case Fault.CutOff cutOff -> {
                exchange.sendResponseHeaders(200, 1_000);
                exchange.getResponseBody().write("{\"ok\":".getBytes(StandardCharsets.UTF_8));
                exchange.close();
            }
        }
    }

    private synchronized ObjectNode call(String method, String body) throws IOException {
        return switch (method) {
            case "chat.postMessage" -> post(Json.mapper().readTree(body));
            case "chat.update" -> update(Json.mapper().readTree(body));
            case "files.getUploadURLExternal" -> place(form(body));
            case "files.completeUploadExternal" -> share(Json.mapper().readTree(body));
            default -> refusal("unknown_method");
        };
    }

    private ObjectNode post(JsonNode message) {
        SlackLimits.check(message);
        var channel = message.path("channel").asText();
        if (!channel.equals("#ops") && !channel.equals(CHANNEL)) {
            return refusal("channel_not_found");
        }
        var ts = "1795226400.%06d".formatted(++count);
        messages.put(ts, message);
        if (message.has("thread_ts")) {
            threads.put(ts, message.path("thread_ts").asText());
        }
        return ok().put("channel", CHANNEL).put("ts", ts).set("message", message);
    }

    private ObjectNode update(JsonNode message) {
        SlackLimits.check(message);
        if (!message.path("channel").asText().equals(CHANNEL)) {
            return refusal("channel_not_found"); // only an ID will do
        }
        var ts = message.path("ts").asText();
        if (messages.replace(ts, message) == null) {
            return refusal("message_not_found");
        }
        return ok().put("channel", CHANNEL).put("ts", ts);
    }

    private ObjectNode place(Map<String, String> form) {
        var file = "F" + ++count;
        files.put(file, form.getOrDefault("length", ""));
        return ok().put("file_id", file).put("upload_url", api().replace("/api/", "/upload/") + file);
    }

    private ObjectNode share(JsonNode request) {
        var file = request.path("files").path(0).path("id").asText();
        shared.add(request.path("channel_id").asText() + "/"
                + request.path("thread_ts").asText() + " " + files.get(file));
        return ok();
    }

    private static Map<String, String> form(String body) {
        var form = new HashMap<String, String>();
        for (var field : body.split("&", -1)) {
            var parts = field.split("=", 2);
            form.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return form;
    }

    private static ObjectNode ok() {
        return Json.mapper().createObjectNode().put("ok", true);
    }

    private static ObjectNode refusal(String error) {
        return Json.mapper().createObjectNode().put("ok", false).put("error", error);
    }

    private static void write(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        over.countDown();
        server.stop(0);
    }
}
