package io.lastwords.notifier.delivery;

import static io.lastwords.notifier.Diagnoses.OPENED;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.model.diagnosis.Delivery;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.diagnosis.Silence;
import io.lastwords.notifier.Diagnoses;
import io.lastwords.notifier.match.Matcher;
import io.lastwords.notifier.route.Route;
import io.lastwords.notifier.route.Timing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One notice of many workloads that fail alike, and of a host that takes its workloads with it. */
class FleetNoticesTest {
    private final FakeKafka kafka = new FakeKafka();
    private final FakeChannel channel = new FakeChannel();

    @Test
    void elevenHostsAreOneNoticeThreeMoreOneUpdateAndTheEndOfAllOne() throws Exception {
        try (var life = kafka.begin(channel)) {
            for (int i = 1; i <= 11; i++) {
                kafka.diagnosis(member(i));
                if (i > 1) {
                    kafka.diagnosis(fleet(i - 1, i, 0));
                }
            }
            life.turns(30);
            assertThat(channel.sent()).as("the first one at once").containsExactly("m1 opened 1");

            life.pass(Duration.ofSeconds(30));
            life.turns(3);
            assertThat(channel.titles()).last().isEqualTo("shop/web:2 keeps dying on 11 hosts: stub-binary");
            for (int i = 12; i <= 14; i++) {
                kafka.diagnosis(member(i));
                kafka.diagnosis(fleet(i - 1, i, 0));
            }
            life.turns(8);
            assertThat(channel.sent()).hasSize(2);
            life.pass(Duration.ofMinutes(5));
            life.turns(3);
            assertThat(channel.titles()).last().isEqualTo("Now shop/web:2 keeps dying on 14 hosts: stub-binary");

            for (int i = 1; i <= 14; i++) {
                kafka.diagnosis(Diagnoses.resolved("m" + i, 9, OPENED.plusSeconds(600 + i)));
                kafka.diagnosis(fleet(13 + i, 14, i));
            }
            life.turns(40);
            life.pass(Duration.ofMinutes(5));
            life.turns(5);
        }
        assertThat(channel.sent())
                .containsExactly("m1 opened 1", "fleet opened 10", "fleet updated 13", "fleet resolved 27");
        assertThat(channel.titles()).last().isEqualTo("shop/web:2 has recovered on all hosts");
        assertThat(kafka.deliveries())
                .filteredOn(delivery -> delivery.incident().equals("m1"))
                .last()
                .extracting(Delivery::outcome)
                .isEqualTo(Delivery.Outcome.GATHERED);
    }

    @Test
    void aRestartOfTheNotifierTellsNoMemberOnItsOwn() throws Exception {
        try (var life = kafka.begin(channel)) {
            kafka.diagnosis(member(1));
            life.turns(2);
            kafka.diagnosis(fleet(1, 2, 0));
            kafka.diagnosis(member(2));
            life.turns(3);
            life.pass(Duration.ofSeconds(30));
            life.turns(2);
        }
        try (var life = kafka.begin(channel)) {
            life.turns(2);
            life.pass(Duration.ofSeconds(10));
            life.turns(4);
            kafka.diagnosis(Diagnoses.resolved("m2", 9, OPENED.plusSeconds(600)));
            life.turns(3);
        }
        assertThat(channel.sent()).containsExactly("m1 opened 1", "fleet opened 1");
    }

    @Test
    void whoTurnsOutToFailOfSomethingElseIsToldOnItsOwn() throws Exception {
        try (var life = kafka.begin(channel)) {
            kafka.diagnosis(member(1));
            life.turns(2);
            kafka.diagnosis(fleet(1, 3, 0));
            kafka.diagnosis(member(2));
            kafka.diagnosis(member(3));
            life.turns(5);
            life.pass(Duration.ofSeconds(30));
            life.turns(2);
            kafka.diagnosis(like("m2", 2, "stale-image"));
            kafka.diagnosis(fleet(2, List.of("h01", "h03"), List.of("m1", "m3"), null));
            life.turns(3);
            life.pass(Duration.ofMinutes(5));
            life.turns(5);
        }
        assertThat(channel.sent())
                .containsExactlyInAnyOrder("m1 opened 1", "fleet opened 1", "m2 opened 2", "fleet updated 2");
    }

    @Test
    void aMemberWhoseExaminationComesLateIsNotToldOnItsOwn() throws Exception {
        try (var life = kafka.begin(channel)) {
            firstItsMemberThenAFleet(life);
            kafka.diagnosis(like("m3", 1, "unexplained"));
            for (int i = 0; i < 5; i++) {
                life.turns(3);
                life.pass(Duration.ofSeconds(8));
            }
            kafka.diagnosis(like("m3", 2, "stub-binary"));
            kafka.diagnosis(fleet(2, 3, 0));
            life.turns(5);
            life.pass(Duration.ofMinutes(5));
            life.turns(5);
        }
        assertThat(channel.sent()).containsExactly("m1 opened 1", "fleet opened 1", "fleet updated 2");
    }

    @Test
    void aHostsRestartIsToldAndOfItsWorkloadsOnlyWhatStillFailsAfterwards() throws Exception {
        try (var life = kafka.begin(channel)) {
            kafka.diagnosis(host(1, List.of(), null));
            kafka.diagnosis(host(2, List.of("m1", "m2"), null));
            kafka.diagnosis(member(1));
            kafka.diagnosis(member(2));
            life.turns(6);
            kafka.diagnosis(Diagnoses.resolved("m2", 2, OPENED.plusSeconds(20)));
            life.turns(3);
            assertThat(channel.titles()).containsExactly("The Docker engine on h01 was restarted");

            kafka.diagnosis(host(3, List.of("m1", "m2"), Diagnosis.Resolution.RECOVERED));
            life.turns(2);
            life.pass(Duration.ofSeconds(10));
            life.turns(4);
        }
        assertThat(channel.sent()).containsExactly("host opened 2", "host resolved 3", "m1 opened 1");
    }

    @Test
    void aFleetThatEndedWhileAnotherNotifierServedKeepsNobodyQuiet() throws Exception {
        try (var life = kafka.begin(channel)) {
            firstItsMemberThenAFleet(life);
            life.revoke();
            var ended = fleet(2, 2, 2);
            kafka.diagnosis(ended);
            kafka.recordByAnother(Diagnoses.delivered(Delivery.Notice.RESOLVED, ended));
            kafka.commit(3);
            life.assign();
            kafka.diagnosis(member(2));
            life.turns(2);
            life.pass(Duration.ofSeconds(30));
            life.turns(2);
        }
        assertThat(channel.sent()).containsExactly("m1 opened 1", "fleet opened 1", "m2 opened 1");
    }

    @Test
    void theEndOfWhatWasToldIsToldWhereItsFleetIsSilenced() throws Exception {
        kafka.silences()
                .put(new Silence(
                        1, "s", List.of("scope=fleet"), "ada", "", OPENED.minusSeconds(1), OPENED.plusSeconds(7200)));
        theEndOfTheFirstMemberIsTold();
    }

    @Test
    void aSilenceOfOneHostKeepsAFleetOnOthersNotQuiet() throws Exception {
        kafka.silences()
                .put(new Silence(
                        1, "s", List.of("host=h1"), "ada", "", OPENED.minusSeconds(1), OPENED.plusSeconds(7200)));
        try (var life = kafka.begin(channel)) {
            kafka.diagnosis(member(1));
            life.turns(2);
            kafka.diagnosis(fleet(1, List.of("h1", "h2"), List.of("m1", "m2"), null));
            kafka.diagnosis(member(2));
            life.turns(3);
            life.pass(Duration.ofSeconds(30));
            life.turns(3);
        }
        assertThat(channel.sent()).containsExactly("fleet opened 1");
    }

    /** A fleet shows the workload of its last member, which somebody else's silence may be for. */
    @Test
    void aSilenceOfOneMemberKeepsTheOthersNotQuiet() throws Exception {
        kafka.silences()
                .put(new Silence(
                        1,
                        "s",
                        List.of("workload=canary"),
                        "ada",
                        "",
                        OPENED.minusSeconds(1),
                        OPENED.plusSeconds(7200)));
        var canary = new Diagnosis.Workload(
                "h1/canary", "h1", "c-h1", "canary", "shop/web:2", "sha256:1", null, null, Map.of());
        try (var life = kafka.begin(channel)) {
            kafka.diagnosis(wide(
                    Diagnosis.Scope.FLEET,
                    Diagnoses.about("fleet", canary, "stub-binary"),
                    new Diagnosis.Fleet(List.of("h1", "h2", "h3"), List.of("m1", "m2", "m3"), canary),
                    null));
            kafka.diagnosis(member(2));
            kafka.diagnosis(member(3));
            life.turns(3);
            life.pass(Duration.ofSeconds(30));
            life.turns(3);
        }
        assertThat(channel.sent()).containsExactly("m2 opened 1", "m3 opened 1");
    }

    @Test
    void aSilenceOfWhoJoinsLastKeepsWhoJoinedBeforeNotQuiet() throws Exception {
        var canary = new Diagnosis.Workload(
                "h4/canary", "h4", "c-h4", "canary", "shop/web:2", "sha256:1", null, null, Map.of());
        kafka.silences()
                .put(new Silence(
                        1,
                        "s",
                        List.of("workload=canary"),
                        "ada",
                        "",
                        OPENED.minusSeconds(1),
                        OPENED.plusSeconds(72_000)));
        try (var life = kafka.begin(channel)) {
            firstItsMemberThenAFleet(life);
            kafka.diagnosis(fleet(2, 3, 0));
            life.turns(2);
            kafka.diagnosis(wide(
                    Diagnosis.Scope.FLEET,
                    Diagnoses.about("fleet", canary, "stub-binary").withRevision(3),
                    new Diagnosis.Fleet(List.of("h1", "h2", "h3", "h4"), List.of("m1", "m2", "m3", "m4"), canary),
                    null));
            life.turns(2);
            life.pass(Duration.ofMinutes(6));
            life.turns(3);
        }
        assertThat(channel.sent()).containsExactly("m1 opened 1", "fleet opened 1", "fleet updated 2");
    }

    @Test
    void aSilenceOfTheFleetItselfIsForItsMembersToo() throws Exception {
        channel.answer("fleet", new Attempt.Later(null, "down"));
        try (var life = kafka.begin(channel)) {
            firstItsMemberThenAFleet(life);
            kafka.diagnosis(member(2));
            life.turns(2);
            kafka.silences()
                    .put(new Silence(
                            1,
                            "s",
                            List.of("incident=fleet"),
                            "ada",
                            "",
                            OPENED.minusSeconds(1),
                            OPENED.plusSeconds(72_000)));
            for (int i = 0; i < 5; i++) {
                life.pass(Duration.ofMinutes(1));
                life.turns(3);
            }
        }
        assertThat(channel.delivered()).containsExactly("m1");
    }

    @Test
    void theEndOfWhatWasToldIsToldWhereItsFleetIsRefused() throws Exception {
        channel.answer("fleet", new Attempt.Rejected("it answered 400", "see why"));
        theEndOfTheFirstMemberIsTold();
    }

    @Test
    void theEndOfWhatWasToldIsToldWhereItsFleetGoesToOthers() throws Exception {
        var fleets = List.of(Matcher.of("scope", "fleet"));
        kafka.route(new Route(
                List.of("slack"),
                List.of(),
                false,
                Timing.DEFAULT,
                List.of(new Route(List.of("other"), fleets, false, Timing.DEFAULT, List.of()))));
        theEndOfTheFirstMemberIsTold();
    }

    private void theEndOfTheFirstMemberIsTold() throws InterruptedException {
        try (var life = kafka.begin(channel)) {
            firstItsMemberThenAFleet(life);
            kafka.diagnosis(fleet(2, 2, 2));
            life.turns(2);
            kafka.diagnosis(Diagnoses.resolved("m1", 9, OPENED.plusSeconds(600)));
            life.turns(2);
        }
        assertThat(channel.delivered()).containsExactly("m1", "m1");
    }

    private void firstItsMemberThenAFleet(FakeKafka.Life life) throws InterruptedException {
        kafka.diagnosis(member(1));
        life.turns(2);
        kafka.diagnosis(fleet(1, 2, 0));
        life.turns(3);
        life.pass(Duration.ofSeconds(30));
        life.turns(3);
    }

    private static Diagnosis member(int i) {
        return like("m" + i, 1, "stub-binary");
    }

    private static Diagnosis like(String incident, int revision, String cause) {
        return Diagnoses.about(incident, workload("h" + incident.substring(1)), cause)
                .withRevision(revision);
    }

    private static Diagnosis.Workload workload(String host) {
        return new Diagnosis.Workload(
                host + "/web", host, "c-" + host, "web", "shop/web:2", "sha256:1", null, null, Map.of());
    }

    /** With all that ever joined, and the first of them ended. */
    private static Diagnosis fleet(int revision, int joined, int ended) {
        return fleet(
                revision,
                IntStream.rangeClosed(ended + 1, joined)
                        .mapToObj("h%02d"::formatted)
                        .toList(),
                IntStream.rangeClosed(1, joined).mapToObj(i -> "m" + i).toList(),
                ended == joined ? Diagnosis.Resolution.RECOVERED : null);
    }

    static Diagnosis fleet(
            int revision, List<String> hosts, List<String> members, Diagnosis.@Nullable Resolution resolution) {
        return wide(
                Diagnosis.Scope.FLEET,
                Diagnoses.about("fleet", workload("h01"), "stub-binary").withRevision(revision),
                new Diagnosis.Fleet(hosts, members, workload("h01")),
                resolution);
    }

    private static Diagnosis host(int revision, List<String> members, Diagnosis.@Nullable Resolution resolution) {
        return wide(
                Diagnosis.Scope.HOST,
                Diagnoses.about("host", workload("h01"), "host-restarted").withRevision(revision),
                new Diagnosis.Fleet(List.of("h01"), members, null),
                resolution);
    }

    private static Diagnosis wide(
            Diagnosis.Scope scope, Diagnosis like, Diagnosis.Fleet fleet, Diagnosis.@Nullable Resolution resolution) {
        return new Diagnosis(
                like.schema(),
                scope,
                like.incident(),
                like.revision(),
                resolution == null ? Diagnosis.Status.OPEN : Diagnosis.Status.RESOLVED,
                resolution,
                like.severity(),
                null,
                like.symptoms(),
                like.causes(),
                like.ruledOut(),
                like.runs(),
                like.lastWords(),
                true,
                like.openedAt(),
                like.updatedAt(),
                resolution == null ? null : like.updatedAt(),
                fleet);
    }
}
