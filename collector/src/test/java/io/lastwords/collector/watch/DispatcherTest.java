package io.lastwords.collector.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.lastwords.collector.engine.Engine;
import io.lastwords.collector.engine.OtherEngineException;
import io.lastwords.collector.engine.UnreachableEngineException;
import io.lastwords.collector.journal.ContainerPosition;
import io.lastwords.collector.journal.ContainerPosition.UnreadRun;
import io.lastwords.collector.journal.EnginePosition;
import io.lastwords.collector.journal.Entry;
import io.lastwords.collector.journal.EventMark;
import io.lastwords.collector.journal.Journal;
import io.lastwords.collector.journal.Positions;
import io.lastwords.collector.journal.RunFeed;
import io.lastwords.collector.logs.LogSource;
import io.lastwords.model.journal.EngineRestarted;
import io.lastwords.model.journal.Gap;
import io.lastwords.model.journal.Heartbeat;
import io.lastwords.model.journal.JournalEvent;
import io.lastwords.model.journal.LogsEnded;
import io.lastwords.model.journal.Origin;
import io.lastwords.model.journal.OutOfMemory;
import io.lastwords.model.journal.RunEnded;
import io.lastwords.model.journal.RunStarted;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DispatcherTest {
    private static final String CONTAINER = "c".repeat(64);
    private static final Instant GREETS = Instant.parse("2026-11-22T12:08:08Z");
    private static final Instant SEEN = Instant.parse("2026-11-22T12:04:34Z");

    private final List<JournalEvent> written = new CopyOnWriteArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;
    private volatile String id = "e";
    private volatile Instant greets = GREETS;
    private volatile String created = "2026-11-22T11:00:00Z";
    private volatile String status = "running";
    private volatile String startedAt = "";
    private volatile String finishedAt = "0001-01-01T00:00:00Z";
    private volatile String live = "";
    /** What the engine remembers: one event, which came after the last that was seen. */
    private volatile String memory = """
            {"Type":"network","Action":"connect","Actor":{"ID":"n","Attributes":{}},\
            "time":1795349221,"timeNano":1795349221000000000}
            """;

    private final List<EventMark> marked = new CopyOnWriteArrayList<>();

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/info", exchange -> answer(exchange, """
                {"ID":"%s","Name":"e","Architecture":"x86_64","SystemTime":"%s"}""".formatted(id, greets)));
        server.createContext("/containers/json", exchange -> answer(exchange, """
                [{"Id":"%s","Labels":{}}]""".formatted(CONTAINER)));
        server.createContext(
                "/containers/" + CONTAINER + "/json",
                exchange -> answer(exchange, """
                {"Id":"%s","Name":"/web","Image":"sha256:1","Path":"web","Args":[],
                "Config":{"Image":"web","Env":[],"Labels":{}},"HostConfig":{},
                "State":{"Status":"%s","ExitCode":1,"Error":"","StartedAt":"%s",
                "FinishedAt":"%s"},"Created":"%s"}""".formatted(CONTAINER, status, startedAt, finishedAt, created)));
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
        try (var engine = engine();
                var dispatcher = dispatcher(engine)) {
            dispatcher.start();

            assertThat(written.stream().anyMatch(EngineRestarted.class::isInstance))
                    .isEqualTo(anew);
        }
    }

    /** It was in the engine's list, and had been restarted once and died before it was looked at. */
    @Test
    void witnessesTheWholeLifeOfWhatIsMadeWhileItConnects() throws Exception {
        created = "2026-11-22T12:08:08.100Z";
        dead("2026-11-22T12:08:08.250Z");
        live = event("create", 110) + event("start", 210) + event("die", 230) + event("start", 260) + event("die", 310);

        var runs = runs(2);

        assertThat(runs).extracting(RunStarted::live).containsExactly(true, true);
    }

    @Test
    void witnessesTheDeathOfWhatDiesWhileItConnects() throws Exception {
        dead("2026-11-22T12:08:07.900Z");
        live = event("die", 310);

        var runs = runs(1);

        assertThat(runs).extracting(RunStarted::live).containsExactly(false);
    }

    @Test
    void looksAfterAllAtWhatWasToBeToldByEventsThatNeverCome() throws Exception {
        created = "2026-11-22T12:08:08.100Z";
        dead("2026-11-22T12:08:08.250Z");
        try (var engine = engine();
                var dispatcher = dispatcher(engine)) {
            dispatcher.start();
            await().until(() -> of(RunEnded.class).size() == 1);
        }
        assertThat(of(RunStarted.class))
                .extracting(RunStarted::live)
                .as("begun since the journal's last event")
                .containsExactly(true);
    }

    @Test
    void saysThatALogWentWithItsContainerWhileNobodyWasThere() throws Exception {
        var origin = new Origin("host", "e", "host/gone", "d".repeat(64));
        Instant run = Instant.parse("2026-11-22T12:01:00Z");
        Instant end = Instant.parse("2026-11-22T12:02:00Z");
        var left = new Change(ContainerPosition.unknown(origin))
                .begin(UnreadRun.begun(run, null), run)
                .end(end, end, false)
                .remove(SEEN)
                .position();
        try (var engine = engine();
                var dispatcher = dispatcher(
                        engine,
                        Map.of(origin.container(), new Positions.Known(left, SomeSettings.under("no"), null)))) {
            dispatcher.start();
            await().until(() -> of(LogsEnded.class).size() == 1);
        }
        assertThat(of(LogsEnded.class)).singleElement().satisfies(ended -> {
            assertThat(ended.run()).isEqualTo(run);
            assertThat(ended.complete()).isFalse();
        });
    }

    /** A router in between has forgotten the connection, say. */
    @Test
    void connectsAgainWhereEventsNoLongerComeThrough() throws Exception {
        startedAt = "2026-11-22T12:03:00Z";
        try (var engine = engine();
                var dispatcher = dispatcher(engine)) {
            dispatcher.start();
            assertThat(of(OutOfMemory.class)).isEmpty();

            greets = GREETS.plusSeconds(1);
            memory = event("oom", 500);

            await().until(() -> of(OutOfMemory.class).size() == 1);
        }
    }

    @Test
    void needsNoMemoryOfWhatTheEngineWasAskedFor() throws Exception {
        startedAt = "2026-11-22T12:03:00Z";
        memory = "";
        try (var engine = engine();
                var dispatcher = dispatcher(engine)) {
            dispatcher.start();
            await().until(() -> !marked.isEmpty());
            assertThat(marked.getLast().event()).isEqualTo("event");
            assertThat(marked.getLast().time())
                    .isBetween(GREETS.minusSeconds(3), engine.now().minusSeconds(2));
            assertThat(of(Heartbeat.class)).isNotEmpty();
        }
    }

    @Test
    void tellsOnceOfAnEngineThatWasBegunAnewAndHasSeenNothingYet() throws Exception {
        startedAt = "2026-11-22T12:07:00Z";
        memory = "";
        try (var engine = engine();
                var dispatcher = dispatcher(engine)) {
            dispatcher.start();
        }
        assertThat(of(EngineRestarted.class)).hasSize(1);
        var reached = marked.getLast();
        try (var engine = engine();
                var dispatcher = dispatcher(engine, Map.of(), reached)) {
            dispatcher.start();
        }
        assertThat(of(EngineRestarted.class)).hasSize(1);
        assertThat(of(Gap.class)).hasSize(1);
    }

    @Test
    void goesOnWithoutAContainerThatTheEngineDoesNotShow() throws Exception {
        server.removeContext("/containers/" + CONTAINER + "/json");
        server.createContext("/containers/" + CONTAINER + "/json", this::hang);
        try (var engine = engine();
                var dispatcher = dispatcher(engine, Map.of(), new EventMark(SEEN, ""))) {
            assertThat(dispatcher.start(Duration.ofMillis(100))).isEqualTo(1);
            await().until(() -> !of(Heartbeat.class).isEmpty());
        }
    }

    /** Docker was set up anew, say: nothing that is known of the one before holds for it. */
    @Test
    void endsWhereAnotherEngineAnswers() throws Exception {
        startedAt = "2026-11-22T12:03:00Z";
        try (var engine = engine();
                var dispatcher = dispatcher(engine)) {
            dispatcher.start();
            id = "f";
            greets = GREETS.plusSeconds(1);
            memory = event("oom", 500);

            assertThat(dispatcher.broken())
                    .failsWithin(Duration.ofSeconds(20))
                    .withThrowableThat()
                    .havingRootCause()
                    .isInstanceOf(OtherEngineException.class)
                    .withMessageContaining("its ID is f, that of the one before was e");
            assertThat(of(OutOfMemory.class)).isEmpty();
        }
        try (var engine = engine()) {
            id = "g";
            try (var dispatcher = dispatcher(engine)) {
                assertThatExceptionOfType(OtherEngineException.class).isThrownBy(dispatcher::start);
            }
        }
    }

    private void dead(String begun) {
        status = "exited";
        startedAt = begun;
        finishedAt = "2026-11-22T12:08:08.300Z";
    }

    /** Waits for the ends, all seen, of so many; returns their beginnings. */
    private List<RunStarted> runs(int count) throws Exception {
        try (var engine = engine();
                var dispatcher = dispatcher(engine)) {
            dispatcher.start();
            await().until(() -> of(RunEnded.class).size() == count);
        }
        assertThat(of(RunEnded.class)).allMatch(RunEnded::live);
        return of(RunStarted.class);
    }

    private <E extends JournalEvent> List<E> of(Class<E> type) {
        return written.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** So many milliseconds after the engine greets. */
    private static String event(String action, int millis) {
        long nanos = GREETS.toEpochMilli() * 1_000_000 + millis * 1_000_000L;
        return """
                {"Type":"container","Action":"%s","Actor":{"ID":"%s","Attributes":{"exitCode":"1"}},\
                "time":%d,"timeNano":%d}
                """.formatted(action, CONTAINER, nanos / 1_000_000_000, nanos);
    }

    private Engine engine() throws UnreachableEngineException {
        String address = "tcp://127.0.0.1:" + server.getAddress().getPort();
        return Engine.connect(address, null, Clock.systemUTC(), (name, service, image) -> null);
    }

    private Dispatcher dispatcher(Engine engine) {
        return dispatcher(engine, Map.of());
    }

    private Dispatcher dispatcher(Engine engine, Map<String, Positions.Known> known) {
        return dispatcher(engine, known, new EventMark(SEEN, "event"));
    }

    private Dispatcher dispatcher(Engine engine, Map<String, Positions.Known> known, EventMark mark) {
        var reached = new EnginePosition("e", "owner", 1, mark.time(), mark.event());
        return new Dispatcher(
                engine,
                new Written(),
                new Positions(reached, known),
                "host",
                new LogSource(engine.address()),
                engine.examiner(false),
                1 << 20);
    }

    private void events(HttpExchange exchange) throws IOException {
        if (exchange.getRequestURI().getQuery().contains("until=")) {
            answer(exchange, memory);
            return;
        }
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write(live.getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
        hang(exchange);
    }

    private void hang(HttpExchange exchange) {
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
        public void hurry() {}

        @Override
        public void mark(EventMark mark) {
            marked.add(mark);
        }
    }
}
