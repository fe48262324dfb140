package io.lastwords.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnnouncerTest {
    private static final long MILLI = 1_000_000;

    private final Announcer announcer = new Announcer(Duration.ofSeconds(1));

    @Test
    void showsAnIncidentOnceHoweverOftenItIsRevised() {
        assertThat(causes(announcer.accept(Diagnoses.open(1, "stub-binary", true), 0)))
                .containsExactly("stub-binary");
        assertThat(announcer.accept(Diagnoses.open(2, "stub-binary", true), 10 * MILLI))
                .isEmpty();
        assertThat(announcer.due(5000 * MILLI)).isEmpty();
    }

    @Test
    void saysOnceEachThatItIsCriticalAndThatNothingStartsItAgain() {
        assertThat(announcer.accept(Diagnoses.warning(1, "stub-binary"), 0))
                .singleElement()
                .satisfies(one -> assertThat(one.worse()).isFalse());
        assertThat(announcer.accept(Diagnoses.open(2, "stub-binary", true), 10 * MILLI))
                .singleElement()
                .satisfies(one -> assertThat(one.worse()).isTrue());
        assertThat(announcer.accept(Diagnoses.warning(3, "stub-binary"), 20 * MILLI))
                .isEmpty();
        assertThat(announcer.accept(Diagnoses.open(4, "stub-binary", true), 30 * MILLI))
                .isEmpty();
        assertThat(announcer.accept(Diagnoses.gaveUp(5, "stub-binary"), 40 * MILLI))
                .singleElement()
                .satisfies(one -> assertThat(one.worse()).isTrue());
        assertThat(announcer.accept(Diagnoses.gaveUp(6, "stub-binary"), 50 * MILLI))
                .isEmpty();
    }

    @Test
    void saysNothingMoreOfWhatWasCriticalWhenItWasShown() {
        announcer.accept(Diagnoses.gaveUp(1, "stub-binary"), 0);

        assertThat(announcer.accept(Diagnoses.gaveUp(2, "stub-binary"), 10 * MILLI))
                .isEmpty();
    }

    @Test
    void holdsAProvisionalOneForTheFinalOne() {
        assertThat(announcer.accept(Diagnoses.open(1, "unexplained", false), 0)).isEmpty();
        assertThat(causes(announcer.accept(Diagnoses.open(2, "address-in-use", true), 150 * MILLI)))
                .containsExactly("address-in-use");
    }

    @Test
    void holdsNoLongerThanASecond() {
        announcer.accept(Diagnoses.open(1, "unexplained", false), 0);

        assertThat(announcer.due(999 * MILLI)).isEmpty();
        assertThat(causes(announcer.due(1000 * MILLI))).containsExactly("unexplained");
        assertThat(announcer.due(3000 * MILLI)).isEmpty();
    }

    @Test
    void showsAChangeOfCauseAndTheEnd() {
        announcer.accept(Diagnoses.open(1, "stub-binary", true), 0);
        announcer.accept(Diagnoses.open(2, "address-in-use", true), 5000 * MILLI);

        assertThat(announcer.due(6000 * MILLI))
                .singleElement()
                .satisfies(one -> assertThat(one.notice().facts())
                        .anyMatch(fact -> fact.contains("address-in-use") && fact.contains("stub-binary")));
        assertThat(announcer.accept(Diagnoses.resolved(3, "address-in-use"), 7000 * MILLI))
                .singleElement()
                .satisfies(one -> assertThat(one.notice().title()).contains("recovered"));
    }

    @Test
    void neverShowsTheEndOfWhatWasNotShown() {
        assertThat(announcer.accept(Diagnoses.resolved(7, "address-in-use"), 0)).isEmpty();
    }

    @Test
    void showsWhatIsHeldWhenNothingMoreComes() {
        announcer.accept(Diagnoses.open(1, "unexplained", false), 0);

        assertThat(causes(announcer.rest())).containsExactly("unexplained");
        assertThat(announcer.rest()).isEmpty();
    }

    private static List<String> causes(List<Announcer.Announcement> announcements) {
        return announcements.stream()
                .map(one -> one.diagnosis().causes().getFirst().cause())
                .toList();
    }
}
