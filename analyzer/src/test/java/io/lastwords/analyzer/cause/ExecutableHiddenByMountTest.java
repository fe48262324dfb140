package io.lastwords.analyzer.cause;

import static io.lastwords.analyzer.cause.FactsBuilder.container;
import static io.lastwords.analyzer.cause.Opinions.answer;
import static io.lastwords.analyzer.cause.Opinions.likely;
import static io.lastwords.analyzer.cause.Opinions.ranked;
import static io.lastwords.analyzer.cause.Opinions.ruledOut;
import static io.lastwords.analyzer.cause.Opinions.silent;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ExecutableHiddenByMountTest {
    private static final String MISSING =
            Recorded.RUNC + "exec: \"./backend\": stat ./backend: no such file or directory: unknown";

    private final ExecutableHiddenByMount cause = new ExecutableHiddenByMount();

    @Test
    void findsTheBindMountOverTheFolderOfARelativePath() {
        var facts = container("./backend")
                .compose()
                .bind("/srv/shop/backend", "/app")
                .failedStart(127, MISSING);
        assertThat(answer(facts)).isEqualTo("executable-hidden-by-mount");
        var opinion = likely(cause, facts);
        assertThat(opinion.confidence()).isGreaterThan(0.85);
        assertThat(opinion.summary())
                .isEqualTo("The bind mount /srv/shop/backend:/app hides the image's /app, where backend has its "
                        + "/app/backend.");
        assertThat(opinion.fix())
                .contains(
                        "in /srv/shop/docker-compose.yml, service backend: remove the mount of /app under volumes, or "
                                + "narrow it to a folder without the program")
                .contains("docker compose -f /srv/shop/docker-compose.yml up -d backend");
    }

    @Test
    void leadsBeforeTheGeneralCause() {
        var ranked = ranked(container("./backend").bind("/src", "/app").failedStart(127, MISSING));
        assertThat(ranked.get(0).cause()).isEqualTo("executable-hidden-by-mount");
        assertThat(ranked.get(1).cause()).isEqualTo("executable-not-found");
        assertThat(ranked.get(1).confidence()).isLessThan(0.2);
    }

    @Test
    void seesVolumesAndTmpfsToo() {
        assertThat(
                        answer(
                                container("/app/backend")
                                        .volume("code", "/app/")
                                        .failedStart(
                                                127,
                                                Recorded.RUNC
                                                        + "exec: \"/app/backend\": stat /app/backend: no such file or directory: unknown")))
                .isEqualTo("executable-hidden-by-mount");
        assertThat(likely(
                                cause,
                                container("/bin/sh")
                                        .tmpfs("/bin")
                                        .failedStart(
                                                127,
                                                Recorded.RUNC
                                                        + "exec: \"/bin/sh\": stat /bin/sh: no such file or directory: unknown"))
                        .summary())
                .startsWith("The tmpfs /bin hides");
    }

    @Test
    void takesTheInnermostMount() {
        var opinion = likely(
                cause,
                container("/app/bin/x")
                        .bind("/a", "/app")
                        .bind("/b", "/app/bin")
                        .failedStart(
                                127,
                                Recorded.RUNC
                                        + "exec: \"/app/bin/x\": stat /app/bin/x: no such file or directory: unknown"));
        assertThat(opinion.summary()).startsWith("The bind mount /b:/app/bin hides");
    }

    @Test
    void seesAMountOverAFolderOfPath() {
        assertThat(answer(container("sh")
                        .bind("/empty", "/bin")
                        .failedStart(127, Recorded.RUNC + "exec: \"sh\": executable file not found in $PATH: unknown")))
                .isEqualTo("executable-hidden-by-mount");
    }

    @Test
    void onlySuspectsTheWorkingDirectorysMountWhereTheProgramWasLookedForByName() {
        var facts = container("gunicorn")
                .bind("/src", "/app")
                .failedStart(127, Recorded.RUNC + "exec: \"gunicorn\": executable file not found in $PATH: unknown");
        assertThat(answer(facts)).isEqualTo("executable-not-found");
        assertThat(likely(cause, facts).confidence()).isLessThan(0.5);
    }

    @Test
    void seesAMountThroughAShellsWords() {
        assertThat(answer(container("/bin/sh", "-c", "./backend")
                        .bind("/src", "/app")
                        .died(127, "/bin/sh: 1: ./backend: not found\n")))
                .isEqualTo("executable-hidden-by-mount");
        assertThat(answer(
                        container("node", "dist/server.js").bind("/src", "/app").died(1, Recorded.NODE_MODULE)))
                .isEqualTo("executable-hidden-by-mount");
    }

    @Test
    void doesNotTakeASiblingFolderForAnAncestor() {
        assertThat(
                        silent(
                                cause,
                                container("/app2/x")
                                        .bind("/src", "/app")
                                        .failedStart(
                                                127,
                                                Recorded.RUNC
                                                        + "exec: \"/app2/x\": stat /app2/x: no such file or directory: unknown")))
                .isTrue();
    }

    @Test
    void doesNotBlameAMountBesideOrBelowTheProgram() {
        assertThat(silent(
                        cause, container("./backend").bind("/data", "/app/data").failedStart(127, MISSING)))
                .isTrue();
        assertThat(silent(cause, container("./backend").failedStart(127, MISSING)))
                .isTrue();
    }

    @Test
    void namesTheFileInTheImageBeneathTheMount() {
        var facts = container("./backend")
                .bind("/srv/shop/backend", "/app")
                .failedStart(
                        127, Recorded.RUNC + "exec: \"./backend\": stat ./backend: no such file or directory: unknown")
                .examined(ExaminationBuilder.empty()
                        .missing(
                                "/app/backend",
                                "/app/backend",
                                "/app",
                                CopyBuilder.rust().size(431_320)));

        assertThat(answer(facts)).isEqualTo("executable-hidden-by-mount");
        assertThat(likely(cause, facts).evidence())
                .contains("the image itself has /app/backend beneath it: 431,320 bytes, sha256:5d41402abc4b");
    }

    @Test
    void isRuledOutWhereTheImageHasNothingBeneathEither() {
        var facts = container("/app/backend")
                .bind("/srv/shop/backend", "/app")
                .failedStart(
                        127, Recorded.RUNC + "exec: \"/app/backend\": stat /app/backend: no such file or directory")
                .examined(ExaminationBuilder.empty().missing("/app/backend", "/app/backend", "/app", null));

        assertThat(ruledOut(cause, facts)).isEqualTo("below the mount of /app the image has no /app/backend either");
        assertThat(answer(facts)).isEqualTo("executable-not-found");
    }
}
