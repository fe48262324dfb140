package io.lastwords.notifier.decide;

import static io.lastwords.notifier.Diagnoses.OPENED;
import static io.lastwords.notifier.Diagnoses.delivered;
import static io.lastwords.notifier.Diagnoses.open;
import static io.lastwords.notifier.Diagnoses.provisional;
import static io.lastwords.notifier.Diagnoses.rejected;
import static io.lastwords.notifier.Diagnoses.resolved;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.model.diagnosis.Delivery;
import io.lastwords.model.diagnosis.Delivery.Notice;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.notifier.Diagnoses;
import io.lastwords.notifier.decide.Decision.Reason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NoticePolicyTest {
    private static final long NOW = Long.MAX_VALUE - 10; // a monotonic clock may wrap round
    private static final long HOLD = Duration.ofSeconds(1).toNanos();
    private final NoticePolicy policy = new NoticePolicy(Duration.ofSeconds(1));

    private Decision decide(@Nullable Delivery last, @Nullable Waiting waiting, Diagnosis diagnosis, long now) {
        return policy.decide(last, waiting, diagnosis, false, now);
    }

    @Test
    void opensAtOnceWhereTheLogIsComplete() {
        assertThat(decide(null, null, open(1), NOW)).isEqualTo(new Decision.Send(Notice.OPENED));
    }

    @Test
    void holdsAProvisionalOpeningFromItsFirstRevisionAndNoLonger() {
        assertThat(decide(null, null, provisional(1), NOW)).isEqualTo(new Decision.Hold(NOW + HOLD));

        var waiting = new Waiting(provisional(1), NOW, false);
        assertThat(decide(null, waiting, provisional(2), NOW + HOLD / 2)).isEqualTo(new Decision.Hold(NOW + HOLD));
        assertThat(decide(null, waiting, provisional(2), NOW + HOLD - 1)).isInstanceOf(Decision.Hold.class);
        assertThat(decide(null, waiting, provisional(2), NOW + HOLD)).isEqualTo(new Decision.Send(Notice.OPENED));
    }

    @Test
    void holdsAnOpeningWithoutACauseForWhatTheExaminationSays() {
        var unexplained = open(1, "unexplained");
        assertThat(decide(null, null, unexplained, NOW)).isEqualTo(new Decision.Hold(NOW + HOLD));

        var waiting = new Waiting(unexplained, NOW, false);
        assertThat(decide(null, waiting, open(2), NOW + 1)).isEqualTo(new Decision.Send(Notice.OPENED));
        assertThat(decide(null, waiting, unexplained, NOW + HOLD)).isEqualTo(new Decision.Send(Notice.OPENED));
    }

    @Test
    void holdsOneWithoutACauseForLongWhereItMayBeAFleetsNextMember() {
        var unexplained = open(1, "unexplained");
        long most = Duration.ofSeconds(45).toNanos();
        assertThat(policy.decide(null, null, unexplained, true, NOW)).isEqualTo(new Decision.Hold(NOW + most));

        var waiting = new Waiting(unexplained, NOW, false);
        assertThat(policy.decide(null, waiting, open(2), true, NOW + 1)).isEqualTo(new Decision.Send(Notice.OPENED));
        assertThat(policy.decide(null, waiting, unexplained, true, NOW + most))
                .isEqualTo(new Decision.Send(Notice.OPENED));
    }

    @Test
    void theCompleteRevisionEndsTheHold() {
        assertThat(decide(null, new Waiting(provisional(1), NOW, false), open(2), NOW + 1))
                .isEqualTo(new Decision.Send(Notice.OPENED));
    }

    @Test
    void whatIsDecidedIsNotHeldAgain() {
        assertThat(decide(null, new Waiting(open(1), NOW, true), provisional(2), NOW + 1))
                .isEqualTo(new Decision.Send(Notice.OPENED));
    }

    @Test
    void neverResolvesWhatWasNeverTold() {
        assertThat(decide(null, null, resolved(2), NOW)).isEqualTo(new Decision.Skip(Reason.NEVER_OPENED));
        assertThat(decide(rejected(Notice.OPENED, open(1)), null, resolved(2), NOW))
                .isEqualTo(new Decision.Skip(Reason.NEVER_OPENED));
    }

    @Test
    void anIncidentThatEndsWithinTheHoldIsNotTold() {
        var soon = resolved(Diagnoses.INCIDENT, 2, provisional(1).updatedAt().plusMillis(999));

        assertThat(decide(null, new Waiting(provisional(1), NOW, false), soon, NOW + 1))
                .isEqualTo(new Decision.Skip(Reason.GONE_WHILE_HELD));
    }

    @Test
    void anIncidentThatOutlivedTheHoldIsToldEvenWhereBothAreReadAtOnce() {
        var late = resolved(Diagnoses.INCIDENT, 2, provisional(1).updatedAt().plusSeconds(1));

        assertThat(decide(null, new Waiting(provisional(1), NOW, false), late, NOW + 1))
                .isEqualTo(new Decision.SendOpeningFirst());
        assertThat(decide(null, new Waiting(open(1), NOW, true), resolved(2), NOW))
                .isEqualTo(new Decision.SendOpeningFirst());
    }

    @Test
    void resolvesOnce() {
        var told = delivered(Notice.OPENED, open(1));

        assertThat(decide(told, null, resolved(2), NOW)).isEqualTo(new Decision.Send(Notice.RESOLVED));
        assertThat(decide(delivered(Notice.RESOLVED, resolved(2)), null, resolved(3), NOW))
                .isEqualTo(new Decision.Skip(Reason.ALREADY_RESOLVED));
    }

    @Test
    void aRefusedFollowUpDoesNotKeepTheEndBack() {
        assertThat(decide(rejected(Notice.CAUSE_CHANGED, open(2, "out-of-memory")), null, resolved(3), NOW))
                .isEqualTo(new Decision.Send(Notice.RESOLVED));
    }

    @Test
    void saysNothingTwice() {
        var told = delivered(Notice.OPENED, open(3));

        assertThat(decide(told, null, open(3), NOW)).isEqualTo(new Decision.Skip(Reason.ALREADY_TOLD));
        assertThat(decide(told, null, open(2, "out-of-memory"), NOW)).isEqualTo(new Decision.Skip(Reason.ALREADY_TOLD));
        assertThat(decide(told, null, open(4), NOW)).isEqualTo(new Decision.Skip(Reason.SAME_CAUSE));
    }

    @Test
    void aChangedCauseIsToldWhenItLastsThroughTheHold() {
        var told = delivered(Notice.OPENED, open(1));
        var changed = open(2, "out-of-memory");

        assertThat(decide(told, null, changed, NOW)).isEqualTo(new Decision.Hold(NOW + HOLD));
        assertThat(decide(told, new Waiting(changed, NOW, false), changed, NOW + HOLD))
                .isEqualTo(new Decision.Send(Notice.CAUSE_CHANGED));
    }

    @Test
    void aCauseThatChangesBackWithinTheHoldIsNotTold() {
        var told = delivered(Notice.OPENED, open(1));

        assertThat(decide(told, new Waiting(open(2, "out-of-memory"), NOW, false), open(3), NOW + 5))
                .isEqualTo(new Decision.Skip(Reason.SAME_CAUSE));
    }

    @Test
    void aRefusedOpeningIsTriedAgainOnlyWithANewCause() {
        var refused = rejected(Notice.OPENED, open(1));

        assertThat(decide(refused, null, open(2), NOW)).isEqualTo(new Decision.Skip(Reason.REFUSED_BEFORE));
        assertThat(decide(refused, null, open(2, "out-of-memory"), NOW)).isEqualTo(new Decision.Send(Notice.OPENED));
    }

    @Test
    void anIncidentThatOpensAgainIsToldAgain() {
        assertThat(decide(delivered(Notice.RESOLVED, resolved(2)), null, open(3), NOW))
                .isEqualTo(new Decision.Send(Notice.OPENED));
    }

    @Test
    void aDiagnosisWithoutAnIncidentIsNoNews() {
        assertThat(decide(null, null, open(null, 1, "stub-binary", true, OPENED), NOW))
                .isEqualTo(new Decision.Skip(Reason.NOT_AN_INCIDENT));
    }
}
