package io.lastwords.analyzer.commit;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.Test;

class PromptCommitsTest {
    private static final long NOW = 1_800_000_000_000L;

    private final MockProcessorContext<String, String> context = new MockProcessorContext<>();
    private final PromptCommits.Pace pace = new PromptCommits.Pace();
    private final PromptCommits commits = new PromptCommits(context, pace);

    PromptCommitsTest() {
        context.setCurrentSystemTimeMs(NOW);
    }

    @Test
    void asksAtOnceForWhatWasJustSaid() {
        commits.said(NOW - 30);

        assertThat(asked()).isTrue();
    }

    @Test
    void asksAgainOnlyAHundredMillisecondsLaterWhoeverSaysMore() {
        commits.said(NOW);
        assertThat(asked()).isTrue();

        at(NOW + 99);
        commits.said(NOW + 50);
        tick();
        assertThat(asked()).isFalse();

        at(NOW + 100);
        tick();
        assertThat(asked()).isTrue();

        at(NOW + 300);
        tick();
        assertThat(asked()).isFalse();
    }

    @Test
    void asksOnceForAllOfAThread() {
        var other = new MockProcessorContext<String, String>();
        other.setCurrentSystemTimeMs(NOW + 50);
        commits.said(NOW);

        new PromptCommits(other, pace).said(NOW + 50);

        assertThat(other.committed()).isFalse();
        assertThat(other.scheduledPunctuators()).hasSize(1);
    }

    @Test
    void ticksOnlyWhileSomethingWaits() {
        commits.said(NOW);
        assertThat(context.scheduledPunctuators()).isEmpty();

        commits.said(NOW);
        at(NOW + 100);
        tick();

        assertThat(context.scheduledPunctuators())
                .singleElement()
                .satisfies(one -> assertThat(one.cancelled()).isTrue());
    }

    @Test
    void leavesWhatIsLateToStreams() {
        commits.said(NOW - 1_001);

        at(NOW + 200);
        tick();
        assertThat(asked()).isFalse();
    }

    @Test
    void goesOnAfterTheClockWasSetBack() {
        commits.said(NOW);
        assertThat(asked()).isTrue();

        at(NOW - 3_600_000);
        commits.said(NOW - 3_600_000);
        assertThat(asked()).isTrue();
    }

    private void at(long millis) {
        context.setCurrentSystemTimeMs(millis);
    }

    private void tick() {
        context.scheduledPunctuators().stream()
                .filter(one -> !one.cancelled())
                .forEach(one -> one.getPunctuator().punctuate(context.currentSystemTimeMs()));
    }

    private boolean asked() {
        boolean asked = context.committed();
        context.resetCommit();
        return asked;
    }
}
