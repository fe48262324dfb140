package io.lastwords.analyzer.cause;

import static io.lastwords.analyzer.cause.FactsBuilder.container;
import static io.lastwords.analyzer.cause.Opinions.answer;
import static io.lastwords.analyzer.cause.Opinions.likely;
import static io.lastwords.analyzer.cause.Opinions.silent;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.model.diagnosis.Symptom;
import org.junit.jupiter.api.Test;

final class CompletedJobTest {
    private final CompletedJob cause = new CompletedJob();

    @Test
    void knowsAMigrationUnderARestartPolicy() {
        var facts = container("python", "manage.py", "migrate").compose().looped(0, """
                        Operations to perform:
                          Apply all migrations: admin
                        Running migrations:
                          No migrations to apply.
                        """);
        assertThat(answer(facts)).isEqualTo("completed-job");
        var opinion = likely(cause, facts);
        assertThat(opinion.confidence()).isGreaterThan(0.7);
        assertThat(opinion.fix())
                .anyMatch(line -> line.startsWith("docker update --restart=no shop-backend-1"))
                .anyMatch(line -> line.startsWith("in /srv/shop/docker-compose.yml, service backend: restart: \"no\""));
    }

    @Test
    void isSurerWithAnEndInWords() {
        assertThat(likely(cause, container("/app/backup.sh").looped(0, "dumping\nbackup complete\n"))
                        .confidence())
                .isGreaterThan(0.9);
    }

    @Test
    void knowsTrivialCommandsEvenSilent() {
        assertThat(answer(container("true").looped(0, ""))).isEqualTo("completed-job");
        assertThat(answer(container("sh", "-c", "echo hi").looped(0, "hi\n"))).isEqualTo("completed-job");
    }

    @Test
    void doesNotGuessAtASilentProgram() {
        assertThat(answer(container("/app/backend").looped(0, ""))).isEqualTo("unexplained");
        assertThat(silent(cause, container("python", "migrate.py").looped(0, "")))
                .isTrue();
    }

    @Test
    void doesNotGuessAtAnEntrypointThatPrintsAndAProgramThatDoesNot() {
        assertThat(answer(container("/app/entrypoint.sh").looped(0, """
                        Binary found and executable
                        About to execute binary...
                          HOST: 0.0.0.0
                          PORT: 2000
                        """))).isEqualTo("unexplained");
        assertThat(silent(
                        cause,
                        container("python", "manage.py", "migrate")
                                .looped(0, "done\n")
                                .symptom(Symptom.MARKER_MISSING)))
                .isTrue();
    }

    @Test
    void doesNotCallAServerAJob() {
        assertThat(answer(container("/app/server").looped(0, "Server running on http://0.0.0.0:3000\n")))
                .isEqualTo("unexplained");
    }

    @Test
    void needsAPolicyThatStartsItAgain() {
        assertThat(silent(cause, container("true").policy("no").looped(0, ""))).isTrue();
        assertThat(silent(cause, container("true").policy("on-failure").looped(0, "")))
                .isTrue();
    }

    @Test
    void leavesErrorsAndOtherCodesAlone() {
        assertThat(silent(cause, container("migrate").looped(0, "error: cannot lock the database\n")))
                .isTrue();
        assertThat(silent(cause, container("migrate").looped(1, "done\n"))).isTrue();
    }

    @Test
    void losesConfidenceWithTheLog() {
        var opinion = likely(
                cause, container("migrate").run(0, run -> run.stdout("done\n").log(RunFacts.Log.INCOMPLETE)));
        assertThat(opinion.confidence()).isLessThan(0.7);
        assertThat(opinion.evidence()).contains("a part of its output is not known");
    }

    @Test
    void believesTheLabel() {
        assertThat(answer(container("/app/x").job().looped(0, ""))).isEqualTo("completed-job");
    }

    @Test
    void readsTheScriptThatRunsToItsEnd() {
        var facts = container("/app/nightly.sh")
                .looped(0, "all rows copied, done\n")
                .examined(ExaminationBuilder.script("#!/bin/sh\npsql -c copy\necho all rows copied, done\n")
                        .command());

        assertThat(answer(facts)).isEqualTo("completed-job");
        assertThat(likely(new CompletedJob(), facts).evidence())
                .contains("its script runs to the last line: \"echo all rows copied, done\"");
    }
}
