package io.lastwords.analyzer.cause;

import static io.lastwords.analyzer.cause.FactsBuilder.container;
import static io.lastwords.analyzer.cause.Opinions.answer;
import static io.lastwords.analyzer.cause.Opinions.likely;
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
    void namesTheTmpfsThatIsFull() {
        var words = "dd: error writing '/cache/index': No space left on device\n";
        var tmpfs = likely(cause, container("/index.sh").tmpfs("/cache").died(1, words));
        assertThat(tmpfs.summary()).isEqualTo("shop-backend-1 ended because its tmpfs /cache is full.");
        assertThat(tmpfs.fix().getFirst()).contains("--tmpfs /cache:size=");

        var volume =
                likely(cause, container("/index.sh").volume("index", "/cache").died(1, words));
        assertThat(volume.evidence()).contains("that path lies in the volume index:/cache");
        assertThat(volume.fix().getFirst()).startsWith("df -h");
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
