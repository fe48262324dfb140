package io.lastwords.collector.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.lastwords.collector.engine.Engine;
import io.lastwords.collector.journal.EnginePosition;
import io.lastwords.collector.journal.Entry;
import io.lastwords.collector.journal.EventMark;
import io.lastwords.collector.journal.Journal;
import io.lastwords.collector.journal.Positions;
import io.lastwords.collector.journal.RunFeed;
import io.lastwords.collector.logs.LogSource;
import io.lastwords.model.journal.EngineRestarted;
import io.lastwords.model.journal.JournalEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DispatcherTest {
    private static final String CONTAINER = "c".repeat(64);
    private static final Instant SEEN = Instant.parse("2026-11-22T12:04:34Z");

    private final List<JournalEvent> written = new CopyOnWriteArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;
    private volatile String startedAt = "";

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/info", exchange -> answer(exchange, """
                {"ID":"e","Name":"e","Architecture":"x86_64","SystemTime":"2026-11-22T12:08:08Z"}"""));
        server.createContext("/containers/json", exchange -> answer(exchange, """
                [{"Id":"%s","Labels":{}}]""".formatted(CONTAINER)));
        server.createContext(
                "/containers/" + CONTAINER + "/json",
                exchange -> answer(exchange, """
                {"Id":"%s","Name":"/web","Image":"sha256:1","Path":"web","Args":[],
                "Config":{"Image":"web","Env":[],"Labels":{}},"HostConfig":{},
                "State":{"Status":"running","ExitCode":0,"Error":"","StartedAt":"%s",
                "FinishedAt":"0001-01-01T00:00:00Z"},"Created":"2026-11-22T11:00:00Z"}""".formatted(CONTAINER, startedAt)));
        server.createContext("/containers/" + CONTAINER + "/logs", exchange -> answer(exchange, ""));
        server.createContext("/events", this::events);
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource({"2026-11-22T12:03:00Z, false", "2026-11-22T12:07:00Z, true"})
    void takesNoEngineForBegunAnewWhoseContainerHasRunAllAlong(String since, boolean anew) throws Exception {
        startedAt = since;
        String address = "tcp://127.0.0.1:" + server.getAddress().getPort();
        var reached = new EnginePosition("e", "owner", 1, SEEN, "event");
        try (var engine = Engine.connect(address, null, Clock.systemUTC(), (name, service, image) -> null);
                var dispatcher = new Dispatcher(
                        engine,
                        new Written(),
                        new Positions(reached, Map.of()),
                        "host",
                        new LogSource(engine.address()),
                        engine.examiner(false),
                        1 << 20)) {
            dispatcher.start();

            assertThat(written.stream().anyMatch(EngineRestarted.class::isInstance))
                    .isEqualTo(anew);
        }
    }

    /** Of all its past this engine remembers one event, which came after the last that was seen. */
    private void events(HttpExchange exchange) throws IOException {
        if (exchange.getRequestURI().getQuery().contains("until=")) {
            answer(exchange, """
                    {"Type":"network","Action":"connect","Actor":{"ID":"n","Attributes":{}},\
                    "time":1795349221,"timeNano":1795349221000000000}
                    """);
            return;
        }
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().flush();
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private final class Written implements Journal {
        @Override
        public void append(Entry entry) {
            written.addAll(entry.events());
        }

        @Override
        public void ready(RunFeed feed) {}

        @Override
        public void mark(EventMark mark) {}
    }
}
