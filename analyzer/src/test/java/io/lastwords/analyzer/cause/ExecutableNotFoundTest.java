package io.lastwords.analyzer.cause;

import static io.lastwords.analyzer.cause.FactsBuilder.container;
import static io.lastwords.analyzer.cause.Opinions.answer;
import static io.lastwords.analyzer.cause.Opinions.likely;
import static io.lastwords.analyzer.cause.Opinions.ruledOut;
import static io.lastwords.analyzer.cause.Opinions.silent;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.model.examination.Existence;
import org.junit.jupiter.api.Test;

final class ExecutableNotFoundTest {
    private final ExecutableNotFound cause = new ExecutableNotFound();

    @Test
    void readsTheMissingPathFromTheEnginesError() {
        var opinion = likely(
                cause,
                container("/app/x")
                        .failedStart(
                                127,
                                Recorded.RUNC + "exec: \"/app/x\": stat /app/x: no such file or directory: unknown"));
        assertThat(opinion.confidence()).isGreaterThan(0.9);
        assertThat(opinion.summary()).contains("/app/x");
        assertThat(opinion.evidence()).anyMatch(line -> line.contains("stat /app/x: no such file or directory"));
        assertThat(opinion.fix())
                .anyMatch(line -> line.equals("docker run --rm --entrypoint ls shop/backend:1.4 -la /app/"));
    }

    @Test
    void resolvesARelativePathInTheWorkingDirectory() {
        var opinion = likely(
                cause,
                container("./backend")
                        .workingDir("/srv")
                        .failedStart(
                                127,
                                Recorded.RUNC_NEWER
                                        + "exec: \"./backend\": stat ./backend: no such file or directory: unknown"));
        assertThat(opinion.evidence()).contains("in the working directory /srv this is /srv/backend");
    }

    @Test
    void saysPathWhereAProgramWasLookedForByName() {
        for (String error : new String[] {
            Recorded.RUNC + "exec: \"gunicorn\": executable file not found in $PATH: unknown",
            "OCI runtime create failed: container_linux.go:380: starting container process caused: exec: \\\"gunicorn\\\": "
                    + "executable file not found in $PATH: unknown",
            "crun: executable file `gunicorn` not found in $PATH: No such file or directory: OCI runtime attempted to invoke "
                    + "a command that was not found"
        }) {
            var facts = container("gunicorn", "app:app").failedStart(127, error);
            assertThat(likely(cause, facts).summary())
                    .isEqualTo("shop-backend-1 cannot run: gunicorn is nowhere in its PATH.");
            assertThat(answer(facts)).isEqualTo("executable-not-found");
        }
    }

    @Test
    void believesAnInterpreterThatCannotOpenItsScript() {
        assertThat(answer(container("python", "main.py")
                        .died(2, "python: can't open file '/app/main.py': [Errno 2] No such file or directory\n")))
                .isEqualTo("executable-not-found");
        assertThat(answer(container("java", "-jar", "nosuch.jar")
                        .died(1, "Error: Unable to access jarfile nosuch.jar\n")))
                .isEqualTo("executable-not-found");
        assertThat(answer(container("node", "dist/server.js").died(1, Recorded.NODE_MODULE)))
                .isEqualTo("executable-not-found");
    }

    @Test
    void takesAModuleThatTheProgramAsksForAsTheProgramsError() {
        assertThat(answer(container("node", "other.js").died(1, Recorded.NODE_MODULE)))
                .isEqualTo("uncaught-error");
    }

    @Test
    void believesAShellThatSearchedPath() {
        assertThat(answer(container("sh", "-c", "gunicorn app:app").died(127, "sh: 1: gunicorn: not found\n")))
                .isEqualTo("executable-not-found");
        assertThat(answer(container("bash", "-c", "x y").died(127, "bash: line 1: gunicorn: command not found\n")))
                .isEqualTo("executable-not-found");
    }

    @Test
    void isLessSureOfAShellsNotFoundForAPath() {
        var opinion = likely(cause, container("sh", "-c", "/app/x").died(127, "sh: 1: /app/x: not found\n"));
        assertThat(opinion.confidence()).isBetween(0.4, 0.65);
    }

    @Test
    void isRuledOutWhereItRanAndEnded() {
        assertThat(ruledOut(cause, container().looped(0, "ready\n")))
                .contains("/app/backend")
                .contains("exit code 0");
    }

    @Test
    void staysSilentOnAnotherFailedStart() {
        assertThat(silent(
                        cause,
                        container().failedStart(126, Recorded.RUNC + "exec: \"/etc\": permission denied: unknown")))
                .isTrue();
    }

    @Test
    void namesThePartOfThePathThatIsMissing() {
        var facts = container("/opt/app/bin/server")
                .failedStart(
                        127,
                        Recorded.RUNC
                                + "exec: \"/opt/app/bin/server\": stat /opt/app/bin/server: no such file or directory")
                .examined(ExaminationBuilder.empty().missing("/opt/app/bin/server", "/opt/app/bin", null, null));

        assertThat(answer(facts)).isEqualTo("executable-not-found");
        assertThat(likely(cause, facts).evidence())
                .contains("the first part of the path that is not there is /opt/app/bin");
    }

    @Test
    void namesThePathThatWasSearched() {
        var facts = container("gunicorn")
                .failedStart(127, Recorded.RUNC + "exec: \"gunicorn\": executable file not found in $PATH: unknown")
                .examined(ExaminationBuilder.empty().missing("gunicorn", "gunicorn", null, null));

        assertThat(likely(cause, facts).evidence()).contains("its PATH is /usr/local/bin:/usr/bin");
    }

    @Test
    void doesNotBelieveAShellThatCallsAFileMissingWhichIsThere() {
        var facts = container("sh", "-c", "/app/backend")
                .died(127, "sh: 1: /app/backend: not found\n")
                .examined(ExaminationBuilder.program(
                        CopyBuilder.rust().loader("/lib64/ld-linux-x86-64.so.2", Existence.MISSING)));

        assertThat(silent(cause, facts)).isTrue();
        assertThat(answer(facts)).isEqualTo("interpreter-not-found");
    }

    @Test
    void knowsAModuleAClassAndAScriptOfNpm() {
        assertThat(answer(container("python", "-m", "gunicorn", "app:app")
                        .died(1, "/usr/local/bin/python: No module named gunicorn\n")))
                .isEqualTo("executable-not-found");
        assertThat(
                        answer(
                                container("java", "-cp", "lib", "com.acme.Main")
                                        .died(
                                                1,
                                                "Error: Could not find or load main class com.acme.Main\nCaused by: java.lang.ClassNotFoundException: com.acme.Main\n")))
                .isEqualTo("executable-not-found");
        assertThat(answer(container("npm", "run", "start:prod")
                        .died(1, "npm error Missing script: \"start:prod\"\nnpm error\nnpm error   npm run\n")))
                .isEqualTo("executable-not-found");
    }

    @Test
    void saysThatNoShellReadsTheCommand() {
        var home = container("$HOME/run")
                .failedStart(
                        127,
                        Recorded.RUNC_NEWER
                                + "exec: \"$HOME/run\": stat $HOME/run: no such file or directory: unknown");
        assertThat(likely(cause, home).fix().getFirst())
                .isEqualTo("let a shell run it: CMD [\"sh\", \"-c\", \"exec $HOME/run\"]");
        var line = container("npm start")
                .failedStart(127, Recorded.RUNC + "exec: \"npm start\": executable file not found in $PATH: unknown");
        assertThat(likely(cause, line).fix().getFirst()).isEqualTo("give its words apart: CMD [\"npm\", \"start\"]");
        var script = container("python", "/app/main.py --workers 4")
                .died(2, "python: can't open file '/app/main.py --workers 4': [Errno 2] No such file or directory\n");
        assertThat(likely(cause, script).fix()).noneMatch(step -> step.contains("words apart"));
    }
}
