package io.lastwords.notifier.delivery;

import static io.lastwords.notifier.Diagnoses.OPENED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lastwords.model.diagnosis.Delivery;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.diagnosis.Silence;
import io.lastwords.model.topic.Topics;
import io.lastwords.notifier.Diagnoses;
import io.lastwords.notifier.match.Matcher;
import io.lastwords.notifier.route.Route;
import io.lastwords.notifier.route.Timing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class ReceiverLoopTest {
    private static final Diagnosis.Workload OTHER =
            new Diagnosis.Workload("host2/cache", "host2", "c2", "cache", "redis:7", "sha256:2", null, null, Map.of());

    private final FakeKafka kafka = new FakeKafka();
    private final FakeChannel channel = new FakeChannel();

    @Test
    void tellsTheOpeningAndTheEndOnce() throws Exception {
        try (var life = kafka.begin(channel)) {
            kafka.diagnosis(Diagnoses.open(1));
            kafka.diagnosis(Diagnoses.open(2));
            life.turns(3);
            kafka.diagnosis(Diagnoses.resolved(3));
            life.turns(3);
        }

        assertThat(channel.sent()).containsExactly("i-7f3a opened 2", "i-7f3a resolved 3");
        assertThat(kafka.committed()).isEqualTo(3);
    }

    @Test
    void aRestartSendsNothingTwice() throws Exception {
        try (var life = kafka.begin(channel)) {
            kafka.diagnosis(Diagnoses.open(1));
            life.turns(2);
        }
        kafka.forgetCommits(); // worst of all: the kill fell between the record and the commit
        kafka.commit(0);
        try (var life = kafka.begin(channel)) {
            life.turns(3);
        }

        assertThat(channel.sent()).containsExactly("i-7f3a opened 1");
        assertThat(kafka.committed()).isEqualTo(1);
    }

    @Test
    void aKillBetweenTheAnswerAndItsRecordDoublesThatOneWithTheSameIdentity() throws Exception {
        kafka.commit(0);
        kafka.diagnosis(Diagnoses.open(1));
        var life = kafka.begin(channel);
        kafka.dieAtTheNextWrite();
        assertThatThrownBy(() -> life.turns(2)).isInstanceOf(FakeKafka.Killed.class);
        life.kill();

        kafka.diagnosis(Diagnoses.open(2)); // a better revision came while it was dead
        kafka.diagnosis(Diagnoses.open("other", 1, "out-of-memory", true, OPENED));
        try (var next = kafka.begin(channel)) {
            next.turns(5);
        }

        assertThat(channel.sent()).containsExactly("i-7f3a opened 1", "i-7f3a opened 2", "other opened 1");
        assertThat(channel.identities()).containsExactly("i-7f3a.0", "i-7f3a.0", "other.0");
        assertThat(kafka.committed()).isEqualTo(3);
    }

    @Test
    void whatWasFrozenBeforeItsRecordLeavesTheLastWordToWhoTookOver() throws Exception {
        var theirs = Diagnoses.delivered(Delivery.Notice.RESOLVED, Diagnoses.resolved(2));
        channel.onceSent(() -> kafka.recordByAnother(theirs));
        try (var life = kafka.begin(channel)) {
            kafka.diagnosis(Diagnoses.open(1));
            life.turns(3);
        }
        assertThat(kafka.deliveries()).containsExactly(theirs);

        try (var next = kafka.begin(channel)) {
            kafka.diagnosis(Diagnoses.resolved(2));
            next.turns(3);
        }
        assertThat(channel.sent()).containsExactly("i-7f3a opened 1");
    }

    @Test
    void aNewerStateIsRecordedAfterAnOlderOneThatAnotherHasRecordedLate() throws Exception {
        var late = Diagnoses.delivered(Delivery.Notice.OPENED, Diagnoses.open(1));
        try (var life = kafka.begin(channel)) {
            kafka.diagnosis(Diagnoses.open(2));
            life.turns(2);
            channel.onceSent(() -> kafka.recordByAnother(late));
            kafka.diagnosis(Diagnoses.resolved(3));
            life.turns(3);
        }
        assertThat(kafka.deliveries()).extracting(Delivery::revision).containsExactly(2, 1, 3);
    }

    @Test
    void whereKafkaDoesNotSayWhetherAnotherTookOverItIsAskedUntilItDoes() throws Exception {
        channel.onceSent(() -> kafka.refuseOffsetsOnce());
        try (var life = kafka.begin(channel)) {
            kafka.diagnosis(Diagnoses.open(1));
            life.turns(3);
        }
        assertThat(channel.sent()).containsExactly("i-7f3a opened 1");
        assertThat(kafka.deliveries()).hasSize(1);
    }

    @Test
    void neverCommitsPastWhatWaits() throws Exception {
        channel.answer("i-7f3a", new Attempt.Later(null, "down"));
        try (var life = kafka.begin(channel)) {
            kafka.diagnosis(Diagnoses.open("first", 1, "out-of-memory", true, OPENED));
            kafka.diagnosis(Diagnoses.open(1));
            kafka.diagnosis(Diagnoses.open("third", 1, "out-of-memory", true, OPENED));
            life.turns(6);

            assertThat(channel.delivered()).containsExactly("first", "third");
            assertThat(kafka.committed()).isEqualTo(1);

            channel.answer("i-7f3a", new Attempt.Delivered("r", ""));
            life.pass(Duration.ofMinutes(5));
            life.turns(2);
            assertThat(kafka.committed()).isEqualTo(3);
        }
        assertThat(channel.delivered()).containsExactly("first", "third", "i-7f3a");
    }

    @Test
    void holdsAProvisionalOpeningForTheBetterRevision() throws Exception {
        try (var life = kafka.begin(channel)) {
            kafka.diagnosis(Diagnoses.provisional(1));
            life.turns(2);
            assertThat(channel.sent()).isEmpty();
            assertThat(kafka.committed()).isZero();

            life.pass(Duration.ofMillis(150));
            kafka.diagnosis(Diagnoses.open(2));
            life.turns(2);
        }
        assertThat(channel.sent()).containsExactly("i-7f3a opened 2");
    }

    @Test
    void countsTheHoldFromTheDiagnosisSoThatALatePipeDoesNotMakeItLonger() throws Exception {
        try (var life = kafka.begin(channel)) {
            var past = life.time().minusMillis(700);
            kafka.diagnosis(Diagnoses.open(Diagnoses.INCIDENT, 1, "unexplained", true, past));
            life.turns(1);
            life.pass(Duration.ofMillis(299));
            life.turns(2);
            assertThat(channel.sent()).isEmpty();

            life.pass(Duration.ofMillis(1));
            life.turns(1);
            assertThat(channel.sent()).containsExactly("i-7f3a opened 1");
        }
    }

    @Test
    void holdsNoLongerThanAgreed() throws Exception {
        try (var life = kafka.begin(channel)) {
            kafka.diagnosis(Diagnoses.provisional(1));
            life.turns(1);
            life.pass(Duration.ofMillis(600));
            kafka.diagnosis(Diagnoses.provisional(2));
            life.turns(2);
            life.pass(Duration.ofMillis(399));
            life.turns(2);
            assertThat(channel.sent()).isEmpty();

            life.pass(Duration.ofMillis(1));
            life.turns(1);
            assertThat(channel.sent()).containsExactly("i-7f3a opened 2");
        }
    }

    @Test
    void aHeldNoticeSurvivesAKill() throws Exception {
        var life = kafka.begin(channel);
        kafka.diagnosis(Diagnoses.provisional(1));
        life.turns(2);
        life.kill();
        try (var next = kafka.begin(channel)) {
            next.turns(1);
            next.pass(Duration.ofSeconds(1));
            next.turns(2);
        }
        assertThat(channel.sent()).containsExactly("i-7f3a opened 1");
    }

    @Test
    void aCauseThatComesAndGoesWithinTheHoldIsNotTold() throws Exception {
        try (var life = kafka.begin(channel)) {
            kafka.diagnosis(Diagnoses.open(1));
            life.turns(2);
            kafka.diagnosis(Diagnoses.open(2, "out-of-memory"));
            life.turns(1);
            kafka.diagnosis(Diagnoses.open(3));
            life.turns(1);
            life.pass(Duration.ofSeconds(2));
            life.turns(2);
            assertThat(channel.sent()).containsExactly("i-7f3a opened 1");

            kafka.diagnosis(Diagnoses.open(4, "out-of-memory"));
            life.turns(1);
            life.pass(Duration.ofSeconds(1));
            life.turns(2);
        }
        assertThat(channel.sent()).containsExactly("i-7f3a opened 1", "i-7f3a cause-changed 4");
    }

    @Test
    void whatOpenedAndEndedWhileTheReceiverWasDownIsToldInOrder() throws Exception {
        channel.answer("i-7f3a", new Attempt.Later(null, "down"));
        try (var life = kafka.begin(channel)) {
            kafka.diagnosis(Diagnoses.open(1));
            life.turns(2);
            kafka.diagnosis(Diagnoses.resolved(2));
            life.turns(2);
            assertThat(channel.delivered()).isEmpty();

            channel.answer("i-7f3a", new Attempt.Delivered("r", ""));
            life.pass(Duration.ofMinutes(1));
            life.turns(3);
        }
        assertThat(channel.sent()).endsWith("i-7f3a opened 1", "i-7f3a resolved 2");
        assertThat(channel.delivered()).hasSize(2);
        assertThat(kafka.committed()).isEqualTo(2);
    }

    @Test
    void aNewReceiverIsToldOnlyOfWhatIsStillOpen() throws Exception {
        kafka.diagnosis(Diagnoses.open("past", 1, "stub-binary", true, OPENED));
        kafka.diagnosis(Diagnoses.open("now", 1, "stub-binary", true, OPENED));
        kafka.diagnosis(Diagnoses.resolved("past", 2, OPENED.plusSeconds(90)));
        kafka.diagnosis(Diagnoses.open("now", 2, "out-of-memory", true, OPENED));
        try (var life = kafka.begin(channel)) {
            life.turns(4);
            kafka.diagnosis(Diagnoses.open("later", 1, "stub-binary", true, OPENED));
            kafka.diagnosis(Diagnoses.resolved("later", 2, OPENED.plusSeconds(90)));
            life.turns(4);
        }
        assertThat(channel.sent()).containsExactly("now opened 2", "later opened 1", "later resolved 2");
        assertThat(kafka.committed()).isEqualTo(6);
    }

    @Test
    void aKillWithinTheFirstCatchUpBeginsItAnew() throws Exception {
        kafka.diagnosis(Diagnoses.open("a", 1, "stub-binary", true, OPENED));
        kafka.diagnosis(Diagnoses.open("b", 1, "stub-binary", true, OPENED));
        kafka.diagnosis(Diagnoses.open("past", 1, "stub-binary", true, OPENED));
        kafka.diagnosis(Diagnoses.resolved("past", 2, OPENED.plusSeconds(90)));
        var life = kafka.begin(channel);
        life.turns(1);
        assertThat(channel.sent()).containsExactly("a opened 1");
        life.kill();
        try (var next = kafka.begin(channel)) {
            next.turns(4);
        }
        assertThat(channel.sent()).containsExactly("a opened 1", "b opened 1");
        assertThat(kafka.committed()).isEqualTo(4);
    }

    @Test
    void aReceiverThatKnowsNothingYetIsNotNewTheSecondTime() throws Exception {
        try (var life = kafka.begin(channel)) {
            life.turns(1);
        }
        kafka.diagnosis(Diagnoses.open(1));
        kafka.diagnosis(Diagnoses.resolved(2));
        try (var life = kafka.begin(channel)) {
            life.turns(4);
        }
        assertThat(channel.sent()).containsExactly("i-7f3a opened 1", "i-7f3a resolved 2");
    }

    @Test
    void keepsWhatIsNotADiagnosisAndGoesOn() throws Exception {
        try (var life = kafka.begin(channel)) {
            kafka.raw("k", "oops");
            kafka.raw("k", "{\"schema\":1}");
            kafka.raw("gone", null);
            kafka.diagnosis(Diagnoses.open(1));
            life.turns(3);
        }
        assertThat(channel.sent()).containsExactly("i-7f3a opened 1");
        var letters = kafka.written(Topics.DEAD_LETTERS);
        assertThat(letters).hasSize(2);
        assertThat(letters.getFirst().value()).isEqualTo("oops".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(FakeKafka.header(letters.getFirst(), "lastwords.reason")).startsWith("not a diagnosis: ");
        assertThat(FakeKafka.header(letters.getFirst(), "lastwords.offset")).isEqualTo("0");
        assertThat(kafka.committed()).isEqualTo(4);
    }

    @Test
    void aRefusedNoticeBecomesADeadLetterAndIsRecorded() throws Exception {
        channel.answer("i-7f3a", new Attempt.Rejected("it answered 404 no_service", "make a new webhook"));
        try (var life = kafka.begin(channel)) {
            kafka.diagnosis(Diagnoses.open(1));
            life.turns(2);
            kafka.diagnosis(Diagnoses.resolved(2));
            life.turns(2);
        }
        var letters = kafka.written(Topics.DEAD_LETTERS);
        assertThat(letters).hasSize(1);
        assertThat(FakeKafka.header(letters.getFirst(), "lastwords.reason")).contains("no_service");
        assertThat(FakeKafka.header(letters.getFirst(), "lastwords.receiver")).isEqualTo("slack");
        assertThat(kafka.deliveries()).singleElement().satisfies(delivery -> {
            assertThat(delivery.outcome()).isEqualTo(Delivery.Outcome.REJECTED);
            assertThat(delivery.key()).isEqualTo("slack/i-7f3a");
        });
        assertThat(channel.sent()).hasSize(1);
        assertThat(kafka.committed()).isEqualTo(2);
    }

    @Test
    void whatWasRefusedForGoodIsToldAfterARestartIfItIsStillOpen() throws Exception {
        channel.answer("i-7f3a", new Attempt.Rejected("it answered 404 no_service", "make a new webhook"));
        try (var life = kafka.begin(channel)) {
            kafka.diagnosis(Diagnoses.open(1));
            life.turns(2);
        }
        channel.answer("i-7f3a", new Attempt.Delivered("", ""));
        for (int i = 0; i < 2; i++) {
            try (var life = kafka.begin(channel)) {
                life.turns(2);
                life.pass(Duration.ofSeconds(10));
                life.turns(4);
            }
        }
        assertThat(channel.sent()).containsExactly("i-7f3a opened 1", "i-7f3a opened 1");
        assertThat(kafka.deliveries()).last().extracting(Delivery::outcome).isEqualTo(Delivery.Outcome.DELIVERED);
    }

    @Test
    void aDefectInSendingBlocksNothing() throws Exception {
        channel.fail("i-7f3a", new IllegalStateException("a bug"));
        try (var life = kafka.begin(channel)) {
            kafka.diagnosis(Diagnoses.open(1));
            kafka.diagnosis(Diagnoses.open("other", 1, "stub-binary", true, OPENED));
            life.turns(3);
        }
        assertThat(channel.delivered()).containsExactly("other");
        assertThat(kafka.written(Topics.DEAD_LETTERS)).hasSize(1);
        assertThat(kafka.committed()).isEqualTo(2);
    }

    @Test
    void keepsThePaceAndTheReceiversPause() throws Exception {
        channel.pace(Duration.ofSeconds(1));
        try (var life = kafka.begin(channel)) {
            for (int i = 0; i < 3; i++) {
                kafka.diagnosis(Diagnoses.open("i" + i, 1, "stub-binary", true, OPENED));
            }
            channel.answer("i1", new Attempt.Later(Duration.ofSeconds(30), "429"));
            life.turns(4);
            assertThat(channel.sent()).hasSize(1);
            life.pass(Duration.ofSeconds(1));
            life.turns(4);
            assertThat(channel.sent()).hasSize(2);
            life.pass(Duration.ofSeconds(29));
            life.turns(4);
            assertThat(channel.sent()).hasSize(2);
            life.pass(Duration.ofSeconds(1));
            life.turns(4);
            assertThat(channel.sent()).hasSize(3);
        }
    }

    @Test
    void givesUpWhenTheNewsIsADayOld() throws Exception {
        channel.answer("i-7f3a", new Attempt.Later(null, "it answered 500"));
        try (var life = kafka.begin(channel)) {
            kafka.diagnosis(Diagnoses.open(1));
            for (int i = 0; i < 24 * 12 - 1; i++) {
                life.pass(Duration.ofMinutes(5));
                life.turns(1);
            }
            assertThat(kafka.deliveries()).isEmpty();
            life.pass(Duration.ofMinutes(10));
            life.turns(1);
        }
        assertThat(kafka.deliveries()).singleElement().satisfies(delivery -> {
            assertThat(delivery.reason()).isEqualTo("given up after 24 h: it answered 500");
            assertThat(delivery.attempts()).isGreaterThan(200);
        });
        assertThat(kafka.committed()).isEqualTo(1);
    }

    @Test
    void readsNoFurtherWhileTooMuchWaits() throws Exception {
        for (int i = 0; i < 1_100; i++) {
            channel.answer("i" + i, new Attempt.Later(null, "down"));
            kafka.diagnosis(Diagnoses.open("i" + i, 1, "stub-binary", true, OPENED));
        }
        kafka.commit(0);
        try (var life = kafka.begin(channel)) {
            life.turns(30);
            assertThat(life.isPaused()).isTrue();

            for (int i = 0; i < 1_100; i++) {
                channel.answer("i" + i, new Attempt.Delivered("", ""));
            }
            life.pass(Duration.ofMinutes(5));
            life.turns(1_200);
            assertThat(life.isPaused()).isFalse();
            life.pass(Duration.ofMinutes(5)); // the rest is a storm's second digest
            life.turns(5);
        }
        assertThat(channel.delivered()).hasSize(1_100);
        assertThat(kafka.committed()).isEqualTo(1_100);
    }

    @Test
    void leavesAPartitionToWhoeverHasItNow() throws Exception {
        channel.answer("i-7f3a", new Attempt.Later(null, "down"));
        try (var life = kafka.begin(channel)) {
            kafka.diagnosis(Diagnoses.open(1));
            life.turns(2);
            life.revoke();
            channel.answer("i-7f3a", new Attempt.Delivered("r", ""));
            life.pass(Duration.ofMinutes(5));
            life.turns(2);
            assertThat(channel.delivered()).isEmpty();
        }
        try (var next = kafka.begin(channel)) {
            next.turns(2);
        }
        assertThat(channel.delivered()).containsExactly("i-7f3a");
    }

    @Test
    void whereKafkaDoesNotSayWhatWasToldNothingIsSentUntilItDoes() throws Exception {
        try (var life = kafka.begin(channel)) {
            kafka.diagnosis(Diagnoses.open(1));
            life.turns(2);
        }
        kafka.forgetCommits();
        kafka.commit(0);
        kafka.refuseOffsets();
        try (var life = kafka.begin(channel)) {
            assertThatThrownBy(() -> life.turns(1)).isInstanceOf(TimeoutException.class);
            assertThat(kafka.committed()).isZero();

            kafka.answerOffsets();
            kafka.diagnosis(Diagnoses.resolved(2));
            life.turns(3);
        }
        assertThat(channel.sent()).containsExactly("i-7f3a opened 1", "i-7f3a resolved 2");
        assertThat(kafka.committed()).isEqualTo(2);
    }

    @Test
    void whileNotifiersComeOrGoNothingIsSentAndNothingLost() throws Exception {
        try (var life = kafka.begin(channel)) {
            life.turns(1);
            kafka.rebalancing(true);
            kafka.diagnosis(Diagnoses.open(1));
            life.turns(3);
            assertThat(channel.sent()).isEmpty();

            kafka.rebalancing(false);
            life.turns(2);
        }
        assertThat(channel.sent()).containsExactly("i-7f3a opened 1");
        assertThat(kafka.committed()).isEqualTo(1);
    }

    @Test
    void keepsThePaceOfAnotherNotifierThatServedTheReceiverBefore() throws Exception {
        channel.pace(Duration.ofSeconds(1));
        try (var life = kafka.begin(channel)) {
            kafka.diagnosis(Diagnoses.open(1));
            life.turns(2);
        }
        kafka.diagnosis(Diagnoses.resolved(2));
        try (var life = kafka.begin(channel)) { // its clock says what the other one's said
            life.turns(3);
            assertThat(channel.sent()).hasSize(1);
            life.pass(Duration.ofSeconds(1));
            life.turns(2);
        }
        assertThat(channel.sent()).containsExactly("i-7f3a opened 1", "i-7f3a resolved 2");
    }

    @Test
    void aNotifierThatHasBeenReplacedSendsNothingMore() throws Exception {
        try (var life = kafka.begin(channel)) {
            life.turns(1);
            kafka.replaceMember();
            kafka.diagnosis(Diagnoses.open(1));

            assertThatThrownBy(() -> life.turns(1)).isInstanceOf(FencedInstanceIdException.class);
        }
        assertThat(channel.sent()).isEmpty();
    }

    @Test
    void remindsAForgetfulReceiverOfWhatItKnowsToBeOpen() throws Exception {
        var forgetful = new ForgetfulChannel();
        try (var life = kafka.begin(forgetful)) {
            kafka.diagnosis(Diagnoses.open("a", 1, "stub-binary", true, OPENED));
            kafka.diagnosis(Diagnoses.open("b", 1, "stub-binary", true, OPENED));
            life.turns(3);
            life.pass(Duration.ofMinutes(1));
            life.turns(2);
            assertThat(forgetful.reminders()).containsExactly("a 1", "a 1, b 1");

            kafka.diagnosis(Diagnoses.resolved("a", 2, OPENED.plusSeconds(90)));
            kafka.diagnosis(Diagnoses.open("b", 2, "stub-binary", true, OPENED));
            life.turns(2);
            life.pass(Duration.ofMinutes(1));
            life.turns(1);
        }
        assertThat(forgetful.reminders()).endsWith("b 2").hasSize(3);
    }

    @Test
    void remindsAfterARestartOfWhatWasToldBefore() throws Exception {
        var forgetful = new ForgetfulChannel();
        try (var life = kafka.begin(forgetful)) {
            kafka.diagnosis(Diagnoses.open("a", 1, "stub-binary", true, OPENED));
            kafka.diagnosis(Diagnoses.open("b", 1, "stub-binary", true, OPENED));
            kafka.diagnosis(Diagnoses.open("a", 2, "stub-binary", true, OPENED));
            life.turns(4);
            kafka.diagnosis(Diagnoses.resolved("b", 2, OPENED.plusSeconds(90)));
            life.turns(2);
        }
        forgetful.reminders().clear();
        try (var life = kafka.begin(forgetful)) {
            life.turns(1);
        }
        assertThat(forgetful.reminders()).containsExactly("a 2");
    }

    @Test
    void aReminderThatFailsIsTriedAgainSoon() throws Exception {
        var forgetful = new ForgetfulChannel();
        try (var life = kafka.begin(forgetful)) {
            kafka.diagnosis(Diagnoses.open("a", 1, "stub-binary", true, OPENED));
            forgetful.answerReminders(new Attempt.Later(null, "down"));
            life.turns(2);
            life.pass(Duration.ofSeconds(15));
            forgetful.answerReminders(new Attempt.Delivered("", ""));
            life.turns(2);
            life.pass(Duration.ofSeconds(59));
            life.turns(2);
        }
        assertThat(forgetful.reminders()).containsExactly("a 1", "a 1");
    }

    @Test
    void tellsOnlyWhatIsRoutedToItAndHowThatGoesOn() throws Exception {
        kafka.route(new Route(
                List.of("other"),
                List.of(),
                false,
                Timing.DEFAULT,
                List.of(new Route(
                        List.of("slack"),
                        List.of(Matcher.of("cause", "out-of-memory")),
                        false,
                        Timing.DEFAULT,
                        List.of()))));
        try (var life = kafka.begin(channel)) {
            kafka.diagnosis(Diagnoses.open("never", 1, "stub-binary", true, OPENED));
            kafka.diagnosis(Diagnoses.open("late", 1, "stub-binary", true, OPENED));
            kafka.diagnosis(Diagnoses.open("late", 2, "out-of-memory", true, OPENED));
            life.turns(3);
            kafka.diagnosis(Diagnoses.resolved("never", 2, OPENED.plusSeconds(90)));
            kafka.diagnosis(Diagnoses.open("late", 3, "stub-binary", true, OPENED));
            life.turns(2);
            life.pass(Duration.ofSeconds(1));
            life.turns(2);
            kafka.diagnosis(Diagnoses.resolved("late", 4, OPENED.plusSeconds(90)));
            life.turns(2);
        }
        assertThat(channel.sent()).containsExactly("late opened 2", "late cause-changed 3", "late resolved 4");
        assertThat(kafka.committed()).isEqualTo(6);
    }

    @Test
    void whatIsSilencedIsToldWhenTheSilenceEndsIfItIsStillOpen() throws Exception {
        kafka.silences().put(silence("s1"));
        try (var life = kafka.begin(channel)) {
            kafka.diagnosis(Diagnoses.open("stays", 1, "stub-binary", true, OPENED));
            kafka.diagnosis(Diagnoses.open("goes", 1, "stub-binary", true, OPENED));
            kafka.diagnosis(Diagnoses.open("stays", 2, "stub-binary", true, OPENED));
            life.turns(3);
            kafka.diagnosis(Diagnoses.resolved("goes", 2, OPENED.plusSeconds(90)));
            life.turns(2);
        }
        assertThat(channel.sent()).isEmpty();
        assertThat(kafka.committed()).isEqualTo(4);

        try (var life = kafka.begin(channel)) {
            life.turns(2);
            assertThat(channel.sent()).isEmpty();
            kafka.silences().put(silence("s1").endingAt(OPENED));
            life.pass(Duration.ofSeconds(5));
            life.turns(2);
            assertThat(channel.sent()).containsExactly("stays opened 2");
            kafka.diagnosis(Diagnoses.resolved("stays", 3, OPENED.plusSeconds(90)));
            life.turns(2);
        }
        assertThat(channel.sent()).containsExactly("stays opened 2", "stays resolved 3");
    }

    @Test
    void aSilenceMutesAChangeButNotTheEndOfWhatWasTold() throws Exception {
        try (var life = kafka.begin(channel)) {
            kafka.diagnosis(Diagnoses.open(1));
            life.turns(2);
            kafka.silences().put(silence("s1"));
            kafka.diagnosis(Diagnoses.open(2, "out-of-memory"));
            life.turns(1);
            life.pass(Duration.ofSeconds(2));
            life.turns(2);
            assertThat(channel.sent()).containsExactly("i-7f3a opened 1");

            kafka.silences().remove("s1");
            life.pass(Duration.ofSeconds(5));
            life.turns(1);
            life.pass(Duration.ofSeconds(1));
            life.turns(1);
            kafka.silences().put(silence("s2"));
            kafka.diagnosis(Diagnoses.resolved(3));
            life.turns(2);
        }
        assertThat(channel.sent()).containsExactly("i-7f3a opened 1", "i-7f3a cause-changed 2", "i-7f3a resolved 3");
    }

    @Test
    void aSilenceMutesWhatWaitsToBeSent() throws Exception {
        channel.answer("i-7f3a", new Attempt.Later(null, "down"));
        try (var life = kafka.begin(channel)) {
            kafka.diagnosis(Diagnoses.open(1));
            life.turns(2);
            kafka.silences().put(silence("s1"));
            channel.answer("i-7f3a", new Attempt.Delivered("r", ""));
            life.pass(Duration.ofMinutes(5));
            life.turns(2);
        }
        assertThat(channel.delivered()).isEmpty();
        assertThat(kafka.committed()).isEqualTo(1);
    }

    @Test
    void anEndThatWasRefusedIsToldAfterARestart() throws Exception {
        try (var life = kafka.begin(channel)) {
            kafka.diagnosis(Diagnoses.open(1));
            life.turns(2);
            channel.answer("i-7f3a", new Attempt.Rejected("it answered 404 no_service", "make a new webhook"));
            kafka.diagnosis(Diagnoses.resolved(2));
            life.turns(2);
        }
        channel.answer("i-7f3a", new Attempt.Delivered("", ""));
        for (int i = 0; i < 2; i++) {
            try (var life = kafka.begin(channel)) {
                life.turns(2);
                life.pass(Duration.ofSeconds(10));
                life.turns(2);
            }
        }
        assertThat(channel.sent()).containsExactly("i-7f3a opened 1", "i-7f3a resolved 2", "i-7f3a resolved 2");
    }

    @Test
    void whatIsOverAndWasSilencedIsNotToldWhereItIsReadAgain() throws Exception {
        kafka.silences().put(silence("s1"));
        channel.answer("stuck", new Attempt.Later(null, "down"));
        try (var life = kafka.begin(channel)) {
            kafka.diagnosis(Diagnoses.about("stuck", OTHER, "stub-binary"));
            kafka.diagnosis(Diagnoses.open("quiet", 1, "stub-binary", true, OPENED));
            kafka.diagnosis(Diagnoses.resolved("quiet", 2, OPENED.plusSeconds(90)));
            life.turns(4);
        }
        kafka.silences().remove("s1");
        channel.answer("stuck", new Attempt.Delivered("", ""));
        try (var life = kafka.begin(channel)) {
            life.turns(6);
        }
        assertThat(channel.sent()).containsOnly("stuck opened 1");
    }

    private static Silence silence(String id) {
        return new Silence(
                1, id, List.of("workload=shop/backend"), "ada", "", OPENED.minusSeconds(1), OPENED.plusSeconds(7200));
    }
}
