package io.lastwords.notifier.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.lastwords.model.diagnosis.Delivery;
import io.lastwords.model.topic.Json;
import io.lastwords.notifier.Diagnoses;
import io.lastwords.notifier.delivery.Attempt;
import io.lastwords.notifier.delivery.Message;
import io.lastwords.notifier.template.Templates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The webhook's client against a real HTTP server on the loopback. */
class SlackChannelIT {
    private static final Duration PATIENT = Duration.ofSeconds(20);
    private static final String SECRET = "/services/T0/B0/s3cr3t";
    private final BlockingQueue<JsonNode> received = new LinkedBlockingQueue<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
    }

    @Test
    void postsAMessageThatSlackWouldTake() throws Exception {
        answer(200, "ok", "X-Slack-Req-Id", "r-1");

        assertThat(send()).isEqualTo(new Attempt.Delivered("r-1", ""));
        SlackLimits.check(received.take());
    }

    @Test
    void keepsTheServersPause() throws Exception {
        answer(429, "rate_limited", "Retry-After", "3");

        assertThat(send())
                .isInstanceOfSatisfying(
                        Attempt.Later.class, later -> assertThat(later.after()).isEqualTo(Duration.ofSeconds(3)));
    }

    @Test
    void aServersFaultIsWorthAnotherTry() throws Exception {
        answer(500, "rollup_error", "X-Other", "1");

        assertThat(send()).isInstanceOf(Attempt.Later.class);
    }

    @Test
    void aRevokedWebhookIsRefusedWithoutItsUrlInTheReason() throws Exception {
        answer(404, "no_service", "X-Other", "1");

        assertThat(send()).isInstanceOfSatisfying(Attempt.Rejected.class, rejected -> {
            assertThat(rejected.reason()).contains("no_service");
            assertThat(rejected.toString()).doesNotContain("s3cr3t");
        });
    }

    @Test
    void aServerThatDoesNotAnswerIsLeftInTime() throws Exception {
        server.createContext("/", exchange -> await());

        assertTimedOut();
    }

    @Test
    void anAnswerThatStopsInItsBodyIsLeftInTimeAndCountsByItsBeginning() throws Exception {
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write('o');
            exchange.getResponseBody().flush();
            await();
        });

        assertThat(send(Duration.ofSeconds(1))).isInstanceOf(Attempt.Delivered.class);
    }

    @Test
    void aRefusalThatStopsInItsBodyIsWorthAnotherTry() throws Exception {
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(500, 1_000);
            exchange.getResponseBody().write('o');
            exchange.getResponseBody().flush();
            exchange.close();
        });

        assertThat(send()).isInstanceOf(Attempt.Later.class);
    }

    @Test
    void whatWasTakenIsNotSentAgainThoughTheAnswerIsCutOff() throws Exception {
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write('o');
            exchange.getResponseBody().flush();
            exchange.close();
        });

        assertThat(send()).isInstanceOf(Attempt.Delivered.class);
    }

    @Test
    void anAnswerWithoutEndIsReadNoFurtherThanNeeded() throws Exception {
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(404, 0);
            try (var body = exchange.getResponseBody()) {
                body.write("no_service ".repeat(1_000_000).getBytes(StandardCharsets.UTF_8));
            }
        });

        assertThat(send())
                .isInstanceOfSatisfying(
                        Attempt.Rejected.class,
                        rejected -> assertThat(rejected.reason()).hasSizeLessThan(200));
    }

    @Test
    void nobodyListeningIsWorthAnotherTryAndKeepsTheSecret() throws Exception {
        int free;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        var attempt = send(URI.create("http://127.0.0.1:" + free + SECRET), PATIENT);

        assertThat(attempt)
                .isInstanceOfSatisfying(
                        Attempt.Later.class,
                        later -> assertThat(later.reason())
                                .contains("127.0.0.1:" + free)
                                .doesNotContain("s3cr3t"));
    }

    @Test
    void aHostThatDoesNotExistIsNamed() throws Exception {
        assertThat(send(URI.create("http://no-such-host.invalid" + SECRET), PATIENT))
                .isInstanceOfSatisfying(
                        Attempt.Later.class,
                        later -> assertThat(later.reason())
                                .contains("no-such-host.invalid")
                                .doesNotContain("s3cr3t"));
    }

    private void answer(int status, String body, String header, String value) {
        server.createContext("/", exchange -> {
            received.add(Json.mapper().readTree(exchange.getRequestBody()));
            exchange.getResponseHeaders().add(header, value);
            exchange.sendResponseHeaders(status, body.length());
            write(exchange, body);
        });
    }

    private static void write(HttpExchange exchange, String body) throws IOException {
        try (var out = exchange.getResponseBody()) {
            out.write(body.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void await() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void assertTimedOut() throws InterruptedException {
        assertThat(send(Duration.ofSeconds(1)))
                .isInstanceOfSatisfying(
                        Attempt.Later.class, later -> assertThat(later.reason()).contains("no answer"));
    }

    private Attempt send() throws InterruptedException {
        return send(PATIENT);
    }

    private Attempt send(Duration timeout) throws InterruptedException {
        return send(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + SECRET), timeout);
    }

    private static Attempt send(URI url, Duration timeout) throws InterruptedException {
        return new SlackChannel(url, Templates.NONE, timeout)
                .send(new Message("slack", Delivery.Notice.OPENED, Diagnoses.open(1), null, false));
    }
}
