package io.lastwords.collector.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.model.journal.ContainerState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RunWindowTest {
    private static final Instant STARTED = Instant.parse("2026-11-21T19:13:59.729130Z");
    private static final Instant JUST_BEFORE = STARTED.minusMillis(7);
    private static final Instant LONG_AGO = STARTED.minusSeconds(86_400);
    private static final Instant JUST_MADE = STARTED.minusMillis(530);

    @Test
    void takesTheLinesOfAShortRunWhoseEndIsNotedBeforeItsStart() {
        var begin = RunWindow.begin(state("exited", JUST_BEFORE), STARTED, LONG_AGO);
        assertThat(begin).isBefore(JUST_BEFORE.minusMillis(50));
    }

    @Test
    void leavesTheRunBeforeOut() {
        var before = STARTED.minusSeconds(2);
        assertThat(RunWindow.begin(state("exited", before), STARTED, LONG_AGO)).isAfter(before);
        assertThat(RunWindow.begin(state("running", JUST_BEFORE), STARTED, LONG_AGO))
                .isAfter(JUST_BEFORE);
    }

    @Test
    void takesAllThatAFirstRunWroteBeforeItsStartWasNoted() {
        assertThat(RunWindow.begin(state("running", null), STARTED, JUST_MADE)).isEqualTo(JUST_MADE);
        assertThat(RunWindow.begin(state("exited", STARTED.plusSeconds(3)), STARTED, JUST_MADE))
                .isEqualTo(JUST_MADE);
        assertThat(RunWindow.begin(state("exited", JUST_BEFORE), STARTED, JUST_MADE))
                .isEqualTo(JUST_MADE);
        assertThat(RunWindow.begin(state("exited", STARTED.minusMillis(101)), STARTED, JUST_MADE))
                .as("whose end is noted long before its start")
                .isEqualTo(JUST_MADE);
        assertThat(RunWindow.begin(state("restarting", STARTED.plusMillis(20), 1), STARTED, JUST_MADE))
                .as("whose restart is counted already")
                .isEqualTo(JUST_MADE);
    }

    @Test
    void allowsForAStartWhereTheClockWasSetBackSinceTheMaking() {
        assertThat(RunWindow.begin(state("running", null), STARTED, STARTED.plusSeconds(60)))
                .isEqualTo(STARTED.minusMillis(100));
    }

    @Test
    void leavesTheRunsBeforeOutWhereItMayHaveBeenStartedMoreThanOnce() {
        var earliest = STARTED.minusMillis(100);
        assertThat(RunWindow.begin(state("exited", STARTED.plusSeconds(3)), STARTED, LONG_AGO))
                .isEqualTo(earliest);
        assertThat(RunWindow.begin(state("exited", STARTED.plusSeconds(3), 1), STARTED, JUST_MADE))
                .isEqualTo(earliest);
        assertThat(RunWindow.begin(state("exited", STARTED.plusSeconds(3)), STARTED, null))
                .isEqualTo(earliest);
    }

    private static ContainerState state(String status, @Nullable Instant finished) {
        return state(status, finished, 0);
    }

    private static ContainerState state(String status, @Nullable Instant finished, int restartCount) {
        return new ContainerState(status, 1, false, "", STARTED, finished, restartCount, null);
    }
}
