package io.lastwords.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lastwords.model.diagnosis.Delivery;
import io.lastwords.model.topic.Json;
import io.lastwords.model.topic.Topics;
import io.lastwords.notifier.route.Route;
import io.lastwords.notifier.route.Timing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A burst on a real Kafka, told to a real server that answers with 429 and 500, hangs, and hangs up. */
class BurstIT {
    private static final int INCIDENTS = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Timing EACH = new Timing(Duration.ZERO, Duration.ZERO, Duration.ZERO, Integer.MAX_VALUE);

    @Test
    void allIsDeliveredOnceAtTheRateAndNobodyElseWaits(@TempDir Path directory) throws Exception {
        try (var kafka = new OneBroker(directory);
                var server = new TroubledServer();
                var burst = new Burst(kafka.address());
                var notifier = notifier(kafka, server)) {
            notifier.start();
            burst.open(INCIDENTS); // whoever is new is not told of the past
            await().atMost(PATIENCE)
                    .until(() -> !server.taken("slack").isEmpty()
                            && !server.taken("tickets").isEmpty());
            server.misbehave("slack", Arrays.asList(TroubledServer.Trouble.values()));
            for (int i = 0; i < INCIDENTS; i++) {
                burst.open(i);
            }
            for (int i = 0; i < INCIDENTS; i++) {
                burst.resolve(i);
            }

            await().atMost(PATIENCE).until(() -> server.notices("tickets").size() == 2 * INCIDENTS + 1);
            assertThat(server.notices("slack")).as("held up nobody").hasSizeLessThan(INCIDENTS);
            var began = Instant.now();
            await().atMost(PATIENCE).until(() -> deliveries(kafka) == 4 * INCIDENTS + 2);
            System.out.printf(
                    "the slow one needed %d s more%n",
                    Duration.between(began, Instant.now()).toSeconds());

            for (var receiver : List.of("slack", "tickets")) {
                var notices = server.notices(receiver);
                assertThat(notices).as(receiver).doesNotHaveDuplicates().hasSize(2 * INCIDENTS + 1);
                for (int i = 0; i < INCIDENTS; i++) {
                    assertThat(notices).containsSubsequence(Burst.name(i) + " opened", Burst.name(i) + " resolved");
                }
            }
            assertThat(server.shortestGap("slack")).isGreaterThan(Duration.ofMillis(950));
            assertThat(server.doubleServed()).isZero();
        }
    }

    private static long deliveries(OneBroker kafka) {
        return TopicReader.read(kafka.address(), Topics.DELIVERIES).stream()
                .map(record -> {
                    try {
                        return Json.read(record.value(), Delivery.class).outcome();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .filter(Delivery.Outcome.DELIVERED::equals)
                .count();
    }

    private static Notifier notifier(OneBroker kafka, TroubledServer server) {
        return new Notifier(
                new NotifierSettings(
                        List.of(
                                new SlackWebhook(
                                        "slack", Secret.of(server.url("slack").toString())),
                                new Webhook(
                                        "tickets",
                                        Secret.of(server.url("tickets").toString()),
                                        null,
                                        List.of())),
                        new Route(List.of("slack", "tickets"), List.of(), false, EACH, List.of()),
                        Map.of("bootstrap.servers", kafka.address()),
                        Duration.ofSeconds(1),
                        "only"),
                Clock.systemUTC());
    }
}
