package io.lastwords.collector.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.model.journal.ContainerState;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class RunWindowTest {
    private static final Instant STARTED = Instant.parse("2026-11-21T19:13:59.729130Z");
    private static final Instant JUST_BEFORE = STARTED.minusMillis(7);

    @Test
    void takesTheLinesOfAShortRunWhoseEndIsNotedBeforeItsStart() {
        var begin = RunWindow.begin(state("exited", JUST_BEFORE), STARTED);
        assertThat(begin).isBefore(JUST_BEFORE.minusMillis(50));
    }

    @Test
    void leavesTheRunBeforeOut() {
        var before = STARTED.minusSeconds(2);
        assertThat(RunWindow.begin(state("exited", before), STARTED)).isAfter(before);
        assertThat(RunWindow.begin(state("running", JUST_BEFORE), STARTED)).isAfter(JUST_BEFORE);
    }

    private static ContainerState state(String status, Instant finished) {
        return new ContainerState(status, 1, false, "", STARTED, finished, 0, null);
    }
}
