package io.lastwords.analyzer.cause;

import static io.lastwords.analyzer.cause.FactsBuilder.container;
import static io.lastwords.analyzer.cause.Opinions.answer;
import static io.lastwords.analyzer.cause.Opinions.likely;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class NotExecutableTest {
    private final NotExecutable cause = new NotExecutable();

    @Test
    void readsTheEnginesAndThePodmansWords() {
        assertThat(answer(container("/app/run.sh")
                        .failedStart(126, Recorded.RUNC + "exec: \"/app/run.sh\": permission denied: unknown")))
                .isEqualTo("not-executable");
        assertThat(likely(
                                cause,
                                container("/app/run.sh")
                                        .failedStart(
                                                126,
                                                "crun: open executable: Permission denied: OCI " + "permission denied"))
                        .summary())
                .contains("/app/run.sh");
    }

    @Test
    void mendsTheFileOnTheHostWhereItIsMountedFromThere() {
        var opinion = likely(
                cause,
                container("./run.sh")
                        .bind("/srv/shop", "/app")
                        .failedStart(126, Recorded.RUNC + "exec: \"./run.sh\": permission denied: unknown"));
        assertThat(opinion.fix()).contains("chmod +x /srv/shop/run.sh");
    }

    @Test
    void mendsTheDockerfileOtherwise() {
        var opinion = likely(
                cause,
                container("/app/run.sh")
                        .failedStart(126, Recorded.RUNC + "exec: \"/app/run.sh\": permission denied: unknown"));
        assertThat(opinion.fix()).anyMatch(line -> line.startsWith("in the Dockerfile: RUN chmod +x /app/run.sh"));
    }

    @Test
    void saysSoOfAFolder() {
        var opinion = likely(
                cause,
                container("/etc").failedStart(126, Recorded.RUNC_NEWER + "exec: \"/etc\": is a directory: unknown"));
        assertThat(opinion.fix()).anyMatch(line -> line.contains("/etc is a folder"));
    }

    @Test
    void readsAShellsWords() {
        assertThat(answer(container("sh", "-c", "/app/run.sh").died(126, "sh: 1: /app/run.sh: Permission denied\n")))
                .isEqualTo("not-executable");
        assertThat(answer(container("/app/run.sh").died(1, "exec /app/run.sh: permission denied\n")))
                .isEqualTo("not-executable");
    }

    @Test
    void leavesAFileThatMayNotBeWrittenToPermissionDenied() {
        assertThat(answer(container("bash", "run.sh").died(1, "run.sh: line 1: /etc/x: Permission denied\n")))
                .isEqualTo("permission-denied");
    }
}
