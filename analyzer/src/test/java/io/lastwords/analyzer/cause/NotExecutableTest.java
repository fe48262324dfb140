package io.lastwords.analyzer.cause;

import static io.lastwords.analyzer.cause.FactsBuilder.container;
import static io.lastwords.analyzer.cause.Opinions.answer;
import static io.lastwords.analyzer.cause.Opinions.likely;
import static io.lastwords.analyzer.cause.Opinions.silent;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.model.examination.MountFacts;
import java.util.List;
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

    @Test
    void namesModeAndOwner() {
        var facts = container("/app/backend")
                .failedStart(126, Recorded.RUNC + "exec: \"/app/backend\": permission denied: unknown")
                .examined(ExaminationBuilder.program(CopyBuilder.rust().mode(0644)));

        assertThat(answer(facts)).isEqualTo("not-executable");
        assertThat(likely(cause, facts).evidence())
                .contains("/app/backend has mode 0644 and belongs to 0:0: nobody may execute it");
    }

    @Test
    void seesAMountThatForbidsIt() {
        var mount = new MountFacts(
                "bind", "/srv/app", "/app", false, null, List.of("noexec"), true, null, null, null, List.of());
        var facts = container("/app/backend")
                .bind("/srv/app", "/app")
                .failedStart(126, Recorded.RUNC + "exec: \"/app/backend\": permission denied: unknown")
                .examined(ExaminationBuilder.program(CopyBuilder.rust())
                        .alsoMounted("/app", CopyBuilder.rust())
                        .mount(mount));

        assertThat(likely(cause, facts).evidence()).contains("the mount of /app has the option noexec");
    }

    @Test
    void letsATmpfsKeepItsOtherOptions() {
        var mount = new MountFacts(
                "tmpfs",
                "",
                "/work",
                false,
                null,
                List.of("size=64m", "noexec", "context=\"system_u\""),
                null,
                null,
                null,
                null,
                List.of());
        var facts = container("sh", "-c", "/work/run.sh")
                .tmpfs("/work")
                .died(126, "sh: 1: /work/run.sh: Permission denied\n")
                .examined(ExaminationBuilder.program(CopyBuilder.rust()).mount(mount));

        assertThat(likely(cause, facts).fix().getFirst())
                .endsWith("with: --tmpfs /work:exec,size=64m in place of that mount");
    }

    @Test
    void saysNothingWithoutWordsOfAFileThatMayBeExecuted() {
        var facts = container("/app/backend").died(126, "").examined(ExaminationBuilder.program(CopyBuilder.rust()));
        assertThat(silent(cause, facts)).isTrue();
        var denied = container("/app/backend")
                .died(126, "")
                .examined(ExaminationBuilder.program(CopyBuilder.rust().mode(0600)));
        assertThat(answer(denied)).isEqualTo("not-executable");
    }
}
