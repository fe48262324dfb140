package io.lastwords.notifier;

import static io.lastwords.notifier.NotifierProcess.SLACK;
import static io.lastwords.notifier.NotifierProcess.WEBHOOKS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two notifiers, each a process of its own, on a real Kafka with several partitions; one is killed in a burst. */
class SharedReceiversIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int PARTITIONS = 4;
    private static final int INCIDENTS = 60;

    /** Few enough for a Slack that takes one a second. */
    private static final int OUT_OF_MEMORY = 8;

    private static final int KILLED_AT = 40;

    @Test
    void aNotifierThatIsKilledIsReplacedAndNothingIsLost(@TempDir Path directory) throws Exception {
        try (var kafka = new OneBroker(directory, PARTITIONS);
                var server = new TroubledServer();
                var burst = new Burst(kafka.address());
                var first = new NotifierProcess("a", kafka.address(), server.url(""));
                var second = new NotifierProcess("b", kafka.address(), server.url(""))) {
            settle(burst, server);
            var owners = owners(server);
            assertThat(new HashSet<>(owners.values())).as("both have a share").containsExactlyInAnyOrder("a", "b");

            var victim = "w1";
            var doomed = "a".equals(owners.get(victim)) ? first : second;
            var told = new AtomicInteger();
            server.beforeAnswer(receiver -> {
                if (!receiver.equals(victim) || told.incrementAndGet() != KILLED_AT) {
                    return true;
                }
                doomed.kill();
                return false;
            });
            var partitions = new HashMap<String, Integer>();
            for (int i = 0; i < INCIDENTS; i++) {
                partitions.put(Burst.name(i), burst.open(i, i < OUT_OF_MEMORY ? "out-of-memory" : "stub-binary"));
            }
            for (int i = 0; i < INCIDENTS; i++) {
                burst.resolve(i);
            }
            assertThat(new HashSet<>(partitions.values())).hasSize(PARTITIONS);
            var all = IntStream.range(0, INCIDENTS).mapToObj(Burst::name).toList();
            await().atMost(PATIENCE)
                    .until(() -> WEBHOOKS.stream().allMatch(receiver -> knows(server, receiver, all))
                            && knows(server, SLACK, all.subList(0, OUT_OF_MEMORY)));

            assertThat(told.get()).isGreaterThan(KILLED_AT);
            assertThat(doomed.alive()).isFalse();
            for (var receiver : WEBHOOKS) {
                var killed = Objects.equals(owners.get(receiver), owners.get(victim));
                var doubles = server.doubles(receiver);
                System.out.printf(
                        "%s, served by %s: %d notices, doubled %s%n",
                        receiver,
                        owners.get(receiver) + (killed ? ", which was killed" : ""),
                        server.taken(receiver).size(),
                        doubles);
                assertThat(doubles)
                        .as("doubled at %s: what was answered and not yet recorded", receiver)
                        .hasSizeBetween(receiver.equals(victim) ? 1 : 0, killed ? 1 : 0);
                assertOrder(server.notices(receiver), partitions, all);
                assertThat(successions(server.taken(receiver)))
                        .as("who served %s", receiver)
                        .hasSize(killed ? 2 : 1);
            }
            assertThat(server.doubles(SLACK)).hasSizeLessThanOrEqualTo(1);
            assertThat(server.shortestGap(SLACK)).isGreaterThan(Duration.ofMillis(950));
            assertThat(server.doubleServed()).isZero();

            handBack(kafka, server, burst, owners);
        }
    }

    /** The one that was killed is back, and its share with it: without a kill nothing is doubled. */
    private static void handBack(OneBroker kafka, TroubledServer server, Burst burst, Map<String, String> owners)
            throws Exception {
        WEBHOOKS.forEach(receiver -> server.taken(receiver).clear());
        int next = INCIDENTS;
        try (var again = new NotifierProcess(owners.getOrDefault("w1", ""), kafka.address(), server.url(""))) {
            while (!owners(server).equals(owners)) {
                assertThat(next).as("the share is not given back").isLessThan(INCIDENTS + 300);
                burst.open(next++);
                Thread.sleep(200);
            }
            assertThat(again.alive()).isTrue();
        }
        // ended orderly: the other one goes on without a pause that would be a time-out's
        burst.open(next++);
        var all = IntStream.range(INCIDENTS, next)
                .mapToObj(i -> Burst.name(i) + " opened")
                .toList();
        await().atMost(Duration.ofSeconds(8))
                .until(() -> WEBHOOKS.stream()
                        .allMatch(receiver -> server.notices(receiver).containsAll(all)));
        assertThat(WEBHOOKS)
                .allSatisfy(receiver -> assertThat(server.doubles(receiver)).isEmpty());
    }

    /** Until each has been told of something that is not what was there before it was new. */
    private static void settle(Burst burst, TroubledServer server) throws Exception {
        for (int i = 900;
                Stream.concat(WEBHOOKS.stream(), Stream.of(SLACK))
                                .anyMatch(receiver -> server.taken(receiver).isEmpty())
                        || owners(server).values().stream().distinct().count() < 2;
                i++) {
            assertThat(i).as("no receiver is served").isLessThan(960);
            burst.open(i, "out-of-memory");
            Thread.sleep(1_000);
        }
        await().atMost(PATIENCE)
                .until(() -> server.taken(SLACK).size() >= server.taken("w1").size());
        for (var receiver : WEBHOOKS) {
            server.taken(receiver).clear();
        }
        server.taken(SLACK).clear();
        burst.open(999);
        await().atMost(PATIENCE)
                .until(() -> WEBHOOKS.stream()
                        .noneMatch(receiver -> server.taken(receiver).isEmpty()));
    }

    private static Map<String, String> owners(TroubledServer server) {
        var owners = new HashMap<String, String>();
        for (var receiver : WEBHOOKS) {
            var taken = server.taken(receiver);
            owners.put(receiver, taken.isEmpty() ? "" : taken.getLast().from());
        }
        return owners;
    }

    private static boolean knows(TroubledServer server, String receiver, List<String> incidents) {
        var notices = new HashSet<>(server.notices(receiver));
        return incidents.stream()
                .allMatch(
                        incident -> notices.contains(incident + " opened") && notices.contains(incident + " resolved"));
    }

    /** Each incident's end behind its opening, and the openings of one partition as they were written. */
    private static void assertOrder(List<String> notices, Map<String, Integer> partitions, List<String> written) {
        var first = new ArrayList<>(new LinkedHashSet<>(notices));
        for (var incident : written) {
            assertThat(first).containsSubsequence(incident + " opened", incident + " resolved");
        }
        for (int i = 0; i < PARTITIONS; i++) {
            int partition = i;
            assertThat(first.stream()
                            .filter(notice -> notice.endsWith(" opened"))
                            .map(notice -> notice.substring(0, notice.indexOf(' ')))
                            .filter(incident -> partitions.getOrDefault(incident, -1) == partition)
                            .toList())
                    .isSorted();
        }
    }

    /** Who served a receiver, each as often as it began to. */
    private static List<String> successions(List<TroubledServer.Taken> taken) {
        var successions = new ArrayList<String>();
        for (var each : taken) {
            if (successions.isEmpty() || !successions.getLast().equals(each.from())) {
                successions.add(each.from());
            }
        }
        return successions;
    }
}
