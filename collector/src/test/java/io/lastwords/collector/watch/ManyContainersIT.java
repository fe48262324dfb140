package io.lastwords.collector.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.lastwords.collector.engine.Engine;
import io.lastwords.collector.journal.Entry;
import io.lastwords.collector.journal.EventMark;
import io.lastwords.collector.journal.Journal;
import io.lastwords.collector.journal.Positions;
import io.lastwords.collector.journal.RunFeed;
import io.lastwords.collector.logs.LogSource;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An engine that lists more containers than any has: a hundred thousand in the full build. */
class ManyContainersIT {
    private static final int MANY = Boolean.getBoolean("lastwords.full") ? 100_000 : 2_000;
    private static final int AT_A_TIME = 64;

    private final AtomicInteger asking = new AtomicInteger();
    private final AtomicInteger mostAsking = new AtomicInteger();
    private final AtomicInteger written = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/info",
                exchange -> answer(exchange, """
                {"ID":"many","Name":"many","Architecture":"x86_64","SystemTime":"%s"}""".formatted(Clock.systemUTC().instant())));
        String list = IntStream.range(0, MANY)
                .mapToObj(i -> "{\"Id\":\"" + id(i) + "\",\"Labels\":{\"a\":\"b\"}}")
                .collect(Collectors.joining(",", "[", "]"));
        server.createContext("/containers/", this::inspect);
        server.createContext("/containers/json", exchange -> answer(exchange, list));
        server.createContext("/events", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().flush();
            if (!exchange.getRequestURI().getQuery().contains("until=")) {
                await();
            }
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        closed.countDown();
        server.stop(0);
    }

    @Test
    @Timeout(900)
    void areLookedAtAFewAtATimeAndEachIsWritten() throws Exception {
        var threads = ManagementFactory.getThreadMXBean();
        int before = threads.getThreadCount();
        String address = "tcp://127.0.0.1:" + server.getAddress().getPort();
        try (var engine = Engine.connect(address, null, Clock.systemUTC(), (name, service, image) -> null);
                var dispatcher = new Dispatcher(
                        engine,
                        new Counting(),
                        new Positions(null, Map.of()),
                        "host",
                        new LogSource(engine.address()),
                        engine.examiner(false),
                        1 << 20)) {
            assertThat(dispatcher.start()).isEqualTo(MANY);

            assertThat(written).hasValueGreaterThanOrEqualTo(MANY);
            assertThat(mostAsking.get()).isBetween(2, AT_A_TIME);
            assertThat(threads.getThreadCount() - before).as("platform threads").isLessThan(2 * AT_A_TIME);
            assertThat(dispatcher.broken()).isNotDone();
        }
    }

    private static String id(int i) {
        return "%064x".formatted(i + 1);
    }

    private void inspect(HttpExchange exchange) throws IOException {
        mostAsking.accumulateAndGet(asking.incrementAndGet(), Math::max);
        try {
            LockSupport.parkNanos(2_000_000); // it takes its time, as an engine does
            String id = exchange.getRequestURI().getPath().split("/", -1)[2];
            answer(exchange, """
                    {"Id":"%1$s","Name":"/c-%1$s","Image":"sha256:1","Path":"true","Args":[],
                    "Config":{"Image":"i","Env":[],"Labels":{}},"HostConfig":{},
                    "State":{"Status":"created","ExitCode":0,"Error":"",
                    "StartedAt":"0001-01-01T00:00:00Z","FinishedAt":"0001-01-01T00:00:00Z"},
                    "Created":"2026-11-21T00:00:00Z"}""".formatted(id));
        } finally {
            asking.decrementAndGet();
        }
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void await() {
        try {
            assertThat(closed.await(10, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Counting implements Journal {
        @Override
        public void append(Entry entry) {
            written.addAndGet(entry.events().size());
        }

        @Override
        public void ready(RunFeed feed) {}

        @Override
        public void hurry() {}

        @Override
        public void mark(EventMark mark) {}
    }
}
