package io.lastwords.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import io.lastwords.model.diagnosis.Delivery;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.diagnosis.Silence;
import io.lastwords.model.topic.Json;
import io.lastwords.model.topic.Topics;
import io.lastwords.notifier.route.Route;
import io.lastwords.notifier.slack.SlackWorkspace;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole notifier against a real Kafka, a real HTTP server and a real SMTP server. */
class NotifierIT {
    private final BlockingQueue<JsonNode> slack = new LinkedBlockingQueue<>();
    private final AtomicInteger status = new AtomicInteger(200);
    private final GreenMail mail = new GreenMail(setup());
    private HttpServer http;
    private OneBroker kafka;
    private KafkaProducer<String, byte[]> producer;

    private static ServerSetup setup() {
        var setup = new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        setup.setServerStartupTimeout(30_000);
        return setup;
    }

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        kafka = new OneBroker(directory);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.address()), new StringSerializer(), new ByteArraySerializer());
        mail.start();
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", exchange -> {
            var message = Json.mapper().readTree(exchange.getRequestBody());
            int answer = status.get();
            if (answer == 200) {
                slack.add(message);
            }
            exchange.sendResponseHeaders(answer, 2);
            try (var body = exchange.getResponseBody()) {
                body.write("ok".getBytes(StandardCharsets.UTF_8));
            }
        });
        http.start();
    }

    @AfterEach
    void stop() {
        producer.close();
        http.stop(0);
        mail.stop();
        kafka.close();
    }

    @Test
    void tellsEveryReceiverOnceOverARestart() throws Exception {
        try (var notifier = notifier()) {
            notifier.start();
            send(Diagnoses.provisional(1));
            send(Diagnoses.open(2));
            assertThat(nextText()).contains("died 7 times in 12 s").contains("stub-binary");
            await().atMost(Duration.ofSeconds(30)).until(() -> mail.getReceivedMessages().length == 1);
            awaitDeliveries(2);
        }
        send(Diagnoses.open("while-down", 1, "out-of-memory", true, Instant.now()));
        send(Diagnoses.resolved("while-down", 2, Instant.now()));
        send("bad", "no JSON".getBytes(StandardCharsets.UTF_8));
        try (var notifier = notifier()) {
            notifier.start();
            send(Diagnoses.resolved(3));
            assertThat(nextText()).contains("out-of-memory");
            assertThat(nextText()).contains("has recovered");
            assertThat(nextText()).contains("shop/backend on host1 has recovered");
            await().atMost(Duration.ofSeconds(30)).until(() -> mail.getReceivedMessages().length == 4);
            awaitDeliveries(8);
        }
        assertThat(slack).isEmpty();
        assertThat(TopicReader.read(kafka.address(), Topics.DEAD_LETTERS)).hasSize(1);
    }

    @Test
    void aReceiverThatIsDownHoldsUpNoOther() throws Exception {
        status.set(503);
        try (var notifier = notifier()) {
            notifier.start();
            send(Diagnoses.open(1));
            await().atMost(Duration.ofSeconds(30)).until(() -> mail.getReceivedMessages().length == 1);
            assertThat(slack).isEmpty();
            status.set(200);
            assertThat(nextText()).contains("stub-binary");
        }
    }

    @Test
    void aSecondNotifierOfTheSameNameTakesOverAndTheFirstSaysSo() throws Exception {
        try (var first = notifier()) {
            first.start();
            send(Diagnoses.open(1));
            assertThat(nextText()).contains("stub-binary");
            awaitDeliveries(2);
            try (var second = notifier()) {
                second.start();
                assertThatThrownBy(first::awaitEnd)
                        .isInstanceOf(NotifierFailedException.class)
                        .hasMessageContaining("another notifier of the same name has taken over");
                send(Diagnoses.resolved(2));
                assertThat(nextText()).contains("has recovered");
            }
        }
        assertThat(slack).isEmpty();
    }

    @Test
    void sendsASampleWithoutKafka() throws Exception {
        try (var notifier = notifier()) {
            var delivery = notifier.sendSample("slack");

            assertThat(delivery.outcome()).isEqualTo(Delivery.Outcome.DELIVERED);
            assertThat(slack.take().toString()).contains("Test, nothing died").contains("This is a test of Lastwords");
            assertThatThrownBy(() -> notifier.sendSample("nobody")).hasMessageContaining("[slack, mail]");
        }
    }

    @Test
    void aBotGoesOnInTheSameThreadOverARestart() throws Exception {
        try (var workspace = new SlackWorkspace()) {
            var bot = new SlackBot("ops", Secret.of(SlackWorkspace.TOKEN), "#ops", workspace.api());
            try (var notifier = notifier(List.of(bot))) {
                notifier.start();
                send(Diagnoses.open(1));
                awaitDeliveries(1);
            }
            try (var notifier = notifier(List.of(bot))) {
                notifier.start();
                send(Diagnoses.resolved(2));
                awaitDeliveries(2);
            }
            assertThat(workspace.channel()).singleElement().asString().contains("has recovered");
            assertThat(workspace.replies()).singleElement().asString().contains("has recovered");
        }
    }

    @Test
    void obeysASilenceFromTheFirstAndTellsWhatIsOpenWhenItEnds() throws Exception {
        var now = Instant.now();
        var silence = new Silence(1, "s1", List.of("host=host1"), "ada", "", now, now.plusSeconds(3600));
        put(Topics.SILENCES, silence.id(), silence);
        try (var notifier = notifier()) {
            notifier.start();
            send(Diagnoses.open(1));
            awaitDeliveries(2);
            assertThat(TopicReader.read(kafka.address(), Topics.DELIVERIES))
                    .allSatisfy(record -> assertThat(
                                    Json.read(record.value(), Delivery.class).outcome())
                            .isEqualTo(Delivery.Outcome.SILENCED));
        }
        try (var notifier = notifier()) {
            notifier.start();
            put(Topics.SILENCES, silence.id(), silence.endingAt(Instant.now()));
            assertThat(nextText()).contains("stub-binary");
            awaitDeliveries(4);
        }
        assertThat(slack).isEmpty();
    }

    private void put(String topic, String key, Object value) throws Exception {
        var unused = producer.send(new ProducerRecord<>(topic, key, Json.bytes(value)))
                .get();
    }

    private Notifier notifier() {
        return notifier(List.of(
                new SlackWebhook(
                        "slack",
                        Secret.of("http://127.0.0.1:" + http.getAddress().getPort() + "/services/s3cret")),
                new Email(
                        "mail",
                        Secret.of("smtp://127.0.0.1:" + mail.getSmtp().getPort()),
                        "alarm@example.org",
                        List.of("ops@example.org"))));
    }

    private Notifier notifier(List<ReceiverSettings> receivers) {
        return new Notifier(
                new NotifierSettings(
                        receivers,
                        Route.toAll(
                                receivers.stream().map(ReceiverSettings::name).toList()),
                        Map.of("bootstrap.servers", kafka.address()),
                        Duration.ofSeconds(1),
                        "one"),
                Clock.systemUTC());
    }

    private void send(Diagnosis diagnosis) throws Exception {
        send(String.valueOf(diagnosis.incident()), Json.bytes(diagnosis));
    }

    private void send(String key, byte[] value) throws Exception {
        var unused = producer.send(new ProducerRecord<>(Topics.DIAGNOSES, key, value))
                .get();
    }

    private String nextText() throws InterruptedException {
        var message = slack.poll(60, TimeUnit.SECONDS);
        assertThat(message).isNotNull();
        return String.valueOf(message.path("text").asText());
    }

    private void awaitDeliveries(int count) {
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        TopicReader.read(kafka.address(), Topics.DELIVERIES).size() == count);
    }
}
