package io.lastwords.collector.examine;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastwords.collector.logs.EngineAddress;
import io.lastwords.collector.logs.EngineAnswerException;
import io.lastwords.collector.logs.EngineConnection;
import io.lastwords.model.topic.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The engine's calls that an examination makes, each within a deadline. Thread-safe. */
final class EngineCalls {
    private static final Duration ANSWER = Duration.ofSeconds(3);
    private static final int MAX_ANSWER = 8 << 20;

    private final EngineAddress address;

    EngineCalls(EngineAddress address) {
        this.address = address;
    }

    /** Whether the engine is on this machine: its binds can be seen from here. */
    boolean local() {
        return address instanceof EngineAddress.Unix;
    }

    /** A JSON answer; empty where there is no such thing. */
    Optional<JsonNode> json(String path) throws IOException {
        return json("GET", path, new byte[0]);
    }

    /** The same with another method and a body. */
    Optional<JsonNode> json(String method, String path, byte[] body) throws IOException {
        try (var connection = EngineConnection.request(address, method, path, body, ANSWER);
                var limit = new Limit(connection, ANSWER)) {
            var all = new ByteArrayOutputStream();
            byte[] buffer = new byte[16 << 10];
            int n = connection.read(buffer, 0, buffer.length);
            while (n >= 0) {
                all.write(buffer, 0, n);
                if (all.size() > MAX_ANSWER) {
                    throw new IOException("the engine's answer is longer than " + MAX_ANSWER + " bytes");
                }
                n = connection.read(buffer, 0, buffer.length);
            }
            limit.met();
            return Optional.of(Json.mapper().readTree(all.toByteArray()));
        } catch (EngineAnswerException e) {
            if (e.status() == 404) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The headers of an answer alone. */
    EngineConnection head(String path, Duration deadline) throws IOException {
        return EngineConnection.request(address, "HEAD", path, new byte[0], deadline);
    }

    /** An answer whose body the caller reads and closes. */
    EngineConnection open(String path, Duration deadline) throws IOException {
        return EngineConnection.request(address, "GET", path, new byte[0], deadline);
    }

    void delete(String path) throws IOException {
        EngineConnection.request(address, "DELETE", path, new byte[0], Duration.ofSeconds(30))
                .close();
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Closes a connection when its time is over, unless that is told in time. */
    static final class Limit implements AutoCloseable {
        private final CompletableFuture<Boolean> met = new CompletableFuture<>();

        Limit(EngineConnection connection, Duration time) {
            var unused = met.completeOnTimeout(false, Math.max(1, time.toMillis()), TimeUnit.MILLISECONDS)
                    .thenAccept(inTime -> {
                        if (!inTime) {
                            connection.close();
                        }
                    });
        }

        /** Whether the time was over before this. */
        boolean over() {
            return met.isDone() && !met.join();
        }

        void met() {
            met.complete(true);
        }

        @Override
        public void close() {
            met.complete(true);
        }
    }
}
