package io.lastwords.notifier.delivery;

import static io.lastwords.notifier.Diagnoses.OPENED;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.model.diagnosis.Delivery;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.notifier.Diagnoses;
import io.lastwords.notifier.route.Route;
import io.lastwords.notifier.route.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ten simulated minutes of a burst of incidents, told to a Slack that does what an overloaded one does. */
class BurstTest {
    private static final int INCIDENTS = 300;
    private static final int NOTICES = 2 * INCIDENTS;
    private static final Duration STEP = Duration.ofMillis(250);
    private static final Instant END_OF_BURST = OPENED.plus(Duration.ofMinutes(10));
    private static final Instant AT_THE_LATEST = OPENED.plus(Duration.ofHours(3));

    /** Every incident alone, so that there are hundreds of messages: nothing is a storm. */
    private static final Timing EACH = new Timing(Duration.ZERO, Duration.ZERO, Duration.ZERO, Integer.MAX_VALUE);

    private final FakeKafka kafka = new FakeKafka();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void allIsDeliveredOnceInOrderAndAtTheRate(long seed) throws Exception {
        kafka.route(new Route(List.of("slack"), List.of(), false, EACH, List.of()));
        var slack = new TroubledSlack(new Random(seed));
        var burst = burst(new Random(seed));
        try (var life = kafka.begin(slack)) {
            slack.livesIn(life);
            while (life.time().isBefore(END_OF_BURST)
                    || (kafka.committed() < NOTICES && life.time().isBefore(AT_THE_LATEST))) {
                while (!burst.isEmpty() && !burst.getFirst().updatedAt().isAfter(life.time())) {
                    kafka.diagnosis(burst.removeFirst());
                }
                life.turns(1);
                life.pass(STEP);
            }
        }

        assertThat(slack.taken()).as("all, none twice").doesNotHaveDuplicates().hasSize(NOTICES);
        assertThat(slack.taken().stream()
                        .map(notice -> notice.split(" "))
                        .collect(groupingBy(notice -> notice[0], mapping(notice -> notice[1], toList())))
                        .values())
                .allMatch(List.of("opened", "resolved")::equals);
        assertThat(slack.openingsAsTriedFirst()).isSorted();
        assertThat(slack.shortestGap()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(slack.triedTooEarly())
                .as("attempts within a pause that it asked for")
                .isZero();
        assertThat(slack.troubles())
                .hasSize(TroubledSlack.Trouble.values().length)
                .allSatisfy((trouble, times) -> assertThat(times).isGreaterThan(10));
        assertThat(kafka.deliveries())
                .hasSize(NOTICES)
                .allMatch(delivery -> delivery.outcome() == Delivery.Outcome.DELIVERED);
        assertThat(kafka.committed()).isEqualTo(NOTICES);
    }

    /** Openings all over eight minutes, and each one's end up to two minutes later, in order of time. */
    private static Deque<Diagnosis> burst(Random random) {
        var openings = random.ints(INCIDENTS, 0, 480_000).sorted().toArray();
        var burst = new ArrayList<Diagnosis>();
        for (int i = 0; i < INCIDENTS; i++) {
            var incident = "i%03d".formatted(i);
            var opened = OPENED.plusMillis(openings[i]);
            burst.add(Diagnoses.open(incident, 1, "stub-binary", true, opened));
            burst.add(Diagnoses.resolved(incident, 2, opened.plusMillis(1 + random.nextInt(120_000))));
        }
        burst.sort(Comparator.comparing(Diagnosis::updatedAt));
        return new ArrayDeque<>(burst);
    }
}
