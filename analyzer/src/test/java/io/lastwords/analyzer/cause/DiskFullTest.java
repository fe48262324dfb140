package io.lastwords.analyzer.cause;

import static io.lastwords.analyzer.cause.FactsBuilder.container;
import static io.lastwords.analyzer.cause.Opinions.answer;
import static io.lastwords.analyzer.cause.Opinions.silent;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class DiskFullTest {
    private final DiskFull cause = new DiskFull();

    @Test
    void readsTheProgramsAndTheEnginesWords() {
        assertThat(answer(container().died(101, Recorded.RUST_FULL))).isEqualTo("disk-full");
        assertThat(answer(container("bash").died(1, "bash: line 1: echo: write error: No space left on device\n")))
                .isEqualTo("disk-full");
        assertThat(answer(container().failedStart(128, "mkdir /var/lib/docker/overlay2/x: no space left on device")))
                .isEqualTo("disk-full");
    }

    @Test
    void isNotTheLimitOfFileWatchers() {
        assertThat(silent(
                        cause,
                        container("node")
                                .died(
                                        1,
                                        "Error: ENOSPC: System limit for number of file watchers reached, watch "
                                                + "'/app'\n")))
                .isTrue();
    }
}
