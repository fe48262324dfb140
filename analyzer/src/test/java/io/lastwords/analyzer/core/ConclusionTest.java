package io.lastwords.analyzer.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.diagnosis.Diagnosis.Status;
import org.junit.jupiter.api.Test;

class ConclusionTest {
    private static Diagnosis of(Story story) {
        return new Conclusion().of(story.state());
    }

    @Test
    void givesTheOpenIncidentAsItStands() {
        var story = new Story().always();
        for (int i = 0; i < 3; i++) {
            story.start().millis(20).die(1).millis(700);
        }

        var diagnosis = of(story);

        assertThat(diagnosis.status()).isEqualTo(Status.OPEN);
        assertThat(diagnosis.incident()).isEqualTo(story.said.getLast().incident());
        assertThat(diagnosis.symptoms()).contains("restart-loop", "exit-nonzero");
    }

    @Test
    void explainsAnEndThatWouldBeNobodysBusinessWhileWatching() {
        var story = new Story()
                .attached()
                .start()
                .print("thread 'main' panicked at src/main.rs:4:5:")
                .print("no config")
                .millis(5)
                .die(101);
        assertThat(story.said).isEmpty();

        var diagnosis = of(story);

        assertThat(diagnosis.status()).isEqualTo(Status.OPEN);
        assertThat(diagnosis.incident()).isNotNull();
        assertThat(diagnosis.causes().getFirst().cause()).isEqualTo("uncaught-error");
        assertThat(diagnosis.runs().count()).isEqualTo(1);
    }

    @Test
    void findsNothingToExplainInWhatLivesOrServedItsPurpose() {
        assertThat(of(new Story().always().start().seconds(5)).status()).isEqualTo(Status.HEALTHY);
        assertThat(of(new Story().start().print("migrated 3 tables").seconds(2).die(0))
                        .status())
                .isEqualTo(Status.HEALTHY);
        var healthy = of(new Story().start().print("up").seconds(5));
        assertThat(healthy.incident()).isNull();
        assertThat(healthy.causes()).isEmpty();
    }

    @Test
    void judgesWhatWasNeverStartedByItsExaminationAlone() {
        var never = of(new Story().created().examined(ExaminedStoryTest.stub("sha256:0a")));

        assertThat(never.status()).isEqualTo(Status.OPEN);
        assertThat(never.causes().getFirst().cause()).isEqualTo("stub-binary");
        assertThat(never.runs().count()).isZero();
        assertThat(never.symptoms()).isEmpty();
        assertThat(of(new Story().start().examined(ExaminedStoryTest.stub("sha256:0a")))
                        .status())
                .as("it runs")
                .isEqualTo(Status.HEALTHY);
        assertThat(of(new Story().created()).status()).isEqualTo(Status.HEALTHY);
    }

    @Test
    void takesALoopFromTheEnginesCountWhereItsEventsAreGone() {
        var story = new Story().always().start().millis(20).die(1).millis(200).seen("restarting", 1, "", 13);
        assertThat(of(story).symptoms()).contains("restart-loop");

        var once = new Story().always().start().millis(20).die(1).millis(200).seen("restarting", 1, "", 1);
        assertThat(of(once).symptoms()).doesNotContain("restart-loop");
    }

    @Test
    void takesOneThatItsPolicyLeavesDeadForStoppedWhereItsEventsAreGone() {
        assertThat(of(new Story().always().found(137).seen("exited", 137, "", 0))
                        .status())
                .isEqualTo(Status.HEALTHY);
        assertThat(of(new Story().always().found(0).seen("exited", 0, "", 0)).status())
                .isEqualTo(Status.HEALTHY);
        assertThat(of(new Story().always().found(1).seen("restarting", 1, "", 2))
                        .status())
                .isEqualTo(Status.OPEN);
        assertThat(of(new Story().found(1).seen("exited", 1, "", 0)).status()).isEqualTo(Status.OPEN);
    }

    @Test
    void leavesAContainerThatWasStoppedInPeace() {
        assertThat(of(new Story()
                                .always()
                                .start()
                                .seconds(90)
                                .signal(15)
                                .millis(30)
                                .die(143))
                        .status())
                .isEqualTo(Status.HEALTHY);
    }
}
