package io.lastwords.notifier.delivery;

import static io.lastwords.notifier.Diagnoses.OPENED;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.model.diagnosis.Delivery;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.notifier.Diagnoses;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How many notices people get of many incidents. */
class GroupingTest {
    private final FakeKafka kafka = new FakeKafka();
    private final FakeChannel channel = new FakeChannel();

    @Test
    void theFirstOfAGroupIsToldAtOnceAndWhatJoinsAsOne() throws Exception {
        try (var life = kafka.begin(channel)) {
            kafka.diagnosis(of("web", "shop", "stub-binary"));
            life.turns(2);
            life.pass(Duration.ofSeconds(2));
            kafka.diagnosis(of("db", "shop", "out-of-memory"));
            kafka.diagnosis(of("cache", "shop", "stub-binary"));
            life.turns(3);
            assertThat(channel.sent()).containsExactly("web opened 1");
            assertThat(kafka.committed()).isEqualTo(1);

            life.pass(Duration.ofSeconds(28));
            life.turns(3);
        }
        assertThat(channel.sent()).containsExactly("web opened 1", "db opened 1, cache opened 1");
        assertThat(channel.titles()).endsWith("2 workloads are in trouble: 1 out-of-memory, 1 stub-binary");
        assertThat(kafka.committed()).isEqualTo(3);
    }

    @Test
    void whatWasHeldJoinsItsGroupToo() throws Exception {
        try (var life = kafka.begin(channel)) {
            kafka.diagnosis(of("web", "shop", "stub-binary"));
            life.turns(2);
            kafka.diagnosis(of("db", "shop", "unexplained"));
            life.turns(2);
            life.pass(Duration.ofSeconds(1)); // the hold is over
            life.turns(2);
            assertThat(channel.sent()).containsExactly("web opened 1");

            life.pass(Duration.ofSeconds(29));
            life.turns(2);
            assertThat(channel.sent()).containsExactly("web opened 1", "db opened 1");
        }
    }

    @Test
    void workloadsThatHaveNothingInCommonDoNotWait() throws Exception {
        try (var life = kafka.begin(channel)) {
            kafka.diagnosis(of("a", null, "stub-binary"));
            kafka.diagnosis(of("b", null, "stub-binary"));
            life.turns(3);
        }
        assertThat(channel.sent()).containsExactly("a opened 1", "b opened 1");
    }

    @Test
    void theSameWorkloadIsToldAtOnceAgain() throws Exception {
        try (var life = kafka.begin(channel)) {
            kafka.diagnosis(of("first", "shop", "stub-binary", "web"));
            life.turns(2);
            kafka.diagnosis(Diagnoses.resolved("first", 2, OPENED.plusSeconds(90)));
            life.turns(2);
            kafka.diagnosis(of("second", "shop", "stub-binary", "web"));
            life.turns(2);
        }
        assertThat(channel.sent()).containsExactly("first opened 1", "first resolved 2", "second opened 1");
    }

    @Test
    void whatJoinsLaterWaitsForTheInterval() throws Exception {
        try (var life = kafka.begin(channel)) {
            kafka.diagnosis(of("web", "shop", "stub-binary"));
            life.turns(2);
            life.pass(Duration.ofMinutes(1));
            kafka.diagnosis(of("db", "shop", "stub-binary"));
            life.turns(2);
            life.pass(Duration.ofMinutes(4).minusNanos(1));
            life.turns(2);
            assertThat(channel.sent()).hasSize(1);
            life.pass(Duration.ofNanos(1));
            life.turns(2);
            assertThat(channel.sent()).containsExactly("web opened 1", "db opened 1");

            life.pass(Duration.ofMinutes(5));
            kafka.diagnosis(of("cache", "shop", "stub-binary"));
            life.turns(2);
        }
        assertThat(channel.sent()).endsWith("cache opened 1").hasSize(3);
    }

    @Test
    void whatWasToldTogetherEndsWithOneNoticeWhenAllOfItHasEnded() throws Exception {
        try (var life = kafka.begin(channel)) {
            digestOfTwo(life);
            kafka.diagnosis(Diagnoses.resolved("db", 2, OPENED.plusSeconds(90)));
            life.turns(2);
            assertThat(channel.sent()).hasSize(2);
            assertThat(kafka.deliveries()).last().satisfies(delivery -> {
                assertThat(delivery.outcome()).isEqualTo(Delivery.Outcome.GATHERED);
                assertThat(delivery.digest()).startsWith("digest-");
            });
        }
        try (var life = kafka.begin(channel)) {
            kafka.diagnosis(Diagnoses.resolved("cache", 2, OPENED.plusSeconds(95)));
            life.turns(3);
            kafka.diagnosis(Diagnoses.resolved("web", 2, OPENED.plusSeconds(95)));
            life.turns(3);
        }
        assertThat(channel.titles())
                .endsWith("The trouble of all 2 workloads is over", "shop/backend has recovered")
                .hasSize(4);
        assertThat(kafka.committed()).isEqualTo(6);
    }

    @Test
    void theEndOfOneIsItsOwnWhereTheDigestWasRefused() throws Exception {
        try (var life = kafka.begin(channel)) {
            channel.answer("db", new Attempt.Rejected("it answered 400", "see why"));
            digestOfTwo(life);
            channel.answer("db", new Attempt.Delivered("", ""));
            kafka.diagnosis(of("db", "shop", "out-of-memory").withRevision(2));
            life.turns(2);
            life.pass(Duration.ofMinutes(10));
            life.turns(2);
            kafka.diagnosis(Diagnoses.resolved("db", 3, OPENED.plusSeconds(90)));
            life.turns(3);
        }
        assertThat(channel.sent()).endsWith("db opened 2", "db resolved 3");
        assertThat(channel.titles()).last().isEqualTo("shop/backend has recovered");
    }

    @Test
    void theEndOfADigestIsToldThoughItsLastMemberHasJoinedAFleet() throws Exception {
        try (var life = kafka.begin(channel)) {
            digestOfTwo(life);
            kafka.diagnosis(Diagnoses.resolved("db", 2, OPENED.plusSeconds(90)));
            life.turns(2);
            kafka.diagnosis(FleetNoticesTest.fleet(1, List.of("h", "h2"), List.of("cache", "other"), null));
            life.turns(3);
            life.pass(Duration.ofSeconds(30));
            life.turns(3);
            assertThat(channel.sent()).last().isEqualTo("fleet opened 1");

            kafka.diagnosis(Diagnoses.resolved("cache", 2, OPENED.plusSeconds(95)));
            life.turns(3);
        }
        assertThat(channel.titles()).last().isEqualTo("The trouble of all 2 workloads is over");
    }

    @Test
    void aKillBeforeTheDigestLosesNothing() throws Exception {
        var life = kafka.begin(channel);
        kafka.diagnosis(of("web", "shop", "stub-binary"));
        kafka.diagnosis(of("db", "shop", "stub-binary"));
        kafka.diagnosis(of("cache", "shop", "stub-binary"));
        life.turns(3);
        life.kill();
        try (var next = kafka.begin(channel)) {
            next.turns(3);
            next.pass(Duration.ofSeconds(30));
            next.turns(3);
        }
        assertThat(String.join(", ", channel.sent()).split(", ", -1))
                .containsExactlyInAnyOrder("web opened 1", "db opened 1", "cache opened 1");
    }

    @Test
    void aDigestThatDoesNotGetThroughIsTriedAgainAsOne() throws Exception {
        channel.answer("db", new Attempt.Later(null, "down"));
        try (var life = kafka.begin(channel)) {
            digestOfTwo(life);
            channel.answer("db", new Attempt.Delivered("r", "t"));
            life.pass(Duration.ofMinutes(5));
            life.turns(2);
        }
        assertThat(channel.sent())
                .containsExactly("web opened 1", "db opened 1, cache opened 1", "db opened 1, cache opened 1");
        assertThat(kafka.deliveries())
                .hasSize(3)
                .allSatisfy(delivery -> assertThat(delivery.outcome()).isEqualTo(Delivery.Outcome.DELIVERED));
    }

    @Test
    void aStormBecomesADigest() throws Exception {
        try (var life = kafka.begin(channel)) {
            for (int i = 0; i < 60; i++) {
                kafka.diagnosis(of("i" + i, null, i % 3 == 0 ? "out-of-memory" : "stub-binary"));
            }
            life.turns(80);
            assertThat(channel.sent()).hasSize(10);
            life.pass(Duration.ofSeconds(30));
            life.turns(5);
        }
        assertThat(channel.sent()).hasSize(11);
        assertThat(channel.titles()).last().isEqualTo("50 workloads are in trouble: 34 stub-binary, 16 out-of-memory");
        assertThat(kafka.deliveries()).hasSize(60);
        assertThat(kafka.committed()).isEqualTo(60);
    }

    @Test
    void whatIsStillOpenIsToldAgainAfterFourHours() throws Exception {
        try (var life = kafka.begin(channel)) {
            kafka.diagnosis(of("web", "shop", "stub-binary"));
            life.turns(2);
            life.pass(Duration.ofHours(4).minusSeconds(10));
            life.turns(2);
            assertThat(channel.sent()).hasSize(1);
            life.pass(Duration.ofSeconds(10));
            life.turns(3);
            assertThat(channel.sent()).containsExactly("web opened 1", "web repeated 1");
            life.pass(Duration.ofHours(1));
            life.turns(3);
            kafka.diagnosis(Diagnoses.resolved("web", 2, OPENED.plusSeconds(90)));
            life.turns(2);
        }
        assertThat(channel.sent()).endsWith("web resolved 2").hasSize(3);
        assertThat(channel.titles()).contains("Still: shop/web keeps dying: stub-binary");
    }

    @Test
    void whatEndedWhileTheNotifierWasDownIsNotToldAgainFirst() throws Exception {
        try (var life = kafka.begin(channel)) {
            kafka.diagnosis(of("web", "shop", "stub-binary"));
            life.turns(2);
        }
        for (int i = 0; i < 60; i++) { // more than one poll gives
            kafka.diagnosis(Diagnoses.resolved("past" + i, 2, OPENED.plusSeconds(90)));
        }
        kafka.diagnosis(Diagnoses.resolved("web", 2, OPENED.plusSeconds(90)));
        try (var life = kafka.begin(channel)) {
            life.pass(Duration.ofHours(5));
            life.turns(5);
        }
        assertThat(channel.sent()).containsExactly("web opened 1", "web resolved 2");
    }

    @Test
    void anEndThatTakesThePlaceOfARepeatedNoticeSurvivesAKill() throws Exception {
        var life = kafka.begin(channel);
        kafka.diagnosis(of("web", "shop", "stub-binary"));
        life.turns(2);
        channel.answer("web", new Attempt.Later(null, "down"));
        life.pass(Duration.ofHours(4));
        life.turns(2);
        kafka.diagnosis(Diagnoses.resolved("web", 2, OPENED.plusSeconds(90)));
        life.turns(2);
        life.kill();
        channel.answer("web", new Attempt.Delivered("r", "t"));
        try (var next = kafka.begin(channel)) {
            next.turns(3);
        }
        assertThat(channel.sent()).endsWith("web resolved 2");
        assertThat(channel.delivered()).containsExactly("web", "web");
    }

    @Test
    void ofADigestWhoseNotifierWasFrozenNothingIsRecordedAfterWhatItsSuccessorTold() throws Exception {
        var theirs = Stream.of("db", "cache")
                .map(incident -> Diagnoses.resolved(incident, 2, OPENED.plusSeconds(90)))
                .map(diagnosis -> Diagnoses.delivered(Delivery.Notice.RESOLVED, diagnosis))
                .toList();
        try (var life = kafka.begin(channel)) {
            channel.onceSent(() -> {
                if (channel.sent().size() == 2) {
                    theirs.forEach(kafka::recordByAnother);
                }
            });
            digestOfTwo(life);
        }
        assertThat(kafka.deliveries()).hasSize(3).endsWith(theirs.get(0), theirs.get(1));
    }

    private void digestOfTwo(FakeKafka.Life life) throws InterruptedException {
        kafka.diagnosis(of("web", "shop", "stub-binary"));
        life.turns(2);
        kafka.diagnosis(of("db", "shop", "stub-binary"));
        kafka.diagnosis(of("cache", "shop", "stub-binary"));
        life.turns(3);
        life.pass(Duration.ofSeconds(30));
        life.turns(3);
        assertThat(channel.sent()).hasSize(2);
    }

    private static Diagnosis of(String incident, @Nullable String project, String cause) {
        return of(incident, project, cause, incident);
    }

    private static Diagnosis of(String incident, @Nullable String project, String cause, String service) {
        var workload = new Diagnosis.Workload(
                "h/" + project + "/" + service,
                "h",
                "c",
                service,
                service + ":1",
                "sha256:1",
                project,
                project == null ? null : service,
                Map.of());
        return Diagnoses.about(incident, workload, cause);
    }
}
