package io.lastwords.analyzer.cause;

import static io.lastwords.analyzer.cause.FactsBuilder.container;
import static io.lastwords.analyzer.cause.Opinions.answer;
import static io.lastwords.analyzer.cause.Opinions.likely;
import static io.lastwords.analyzer.cause.Opinions.silent;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.model.examination.CommandStep;
import io.lastwords.model.examination.Existence;
import io.lastwords.model.examination.FileCopy.Content;
import java.util.List;
import org.junit.jupiter.api.Test;

final class InterpreterNotFoundTest {
    private final InterpreterNotFound cause = new InterpreterNotFound();

    @Test
    void namesTheInterpreter() {
        var env = container("/app/x.sh").died(127, "/usr/bin/env: ‘node’: No such file or directory\n");
        assertThat(answer(env)).isEqualTo("interpreter-not-found");
        assertThat(likely(cause, env).summary()).endsWith("the image has no interpreter node.");
        assertThat(likely(
                                cause,
                                container("bash")
                                        .died(
                                                126,
                                                "bash: ./x.sh: /nosuch/python: bad interpreter: No such file or "
                                                        + "directory\n"))
                        .summary())
                .endsWith("the image has no interpreter /nosuch/python.");
    }

    @Test
    void isLessSureOfBashsRequiredFile() {
        var opinion = likely(
                cause,
                container("bash", "-c", "./x.sh")
                        .died(127, "bash: line 1: ./x.sh: cannot execute: required " + "file not found\n"));
        assertThat(opinion.confidence()).isBetween(0.5, 0.7);
    }

    @Test
    void leavesTheEnginesAmbiguousWordsToALookAtTheFile() {
        assertThat(answer(container("/app/x.sh").died(1, "exec /app/x.sh: no such file or directory\n")))
                .isEqualTo("unexplained");
    }

    @Test
    void staysSilentOnCarriageReturns() {
        assertThat(silent(
                        cause,
                        container("/app/x.sh").died(127, "/usr/bin/env: ‘bash\\r’: No such file or directory\n")))
                .isTrue();
        assertThat(silent(
                        cause,
                        container("/app/x.sh").died(127, "/bin/bash^M: bad interpreter: No such file or directory\n")))
                .isTrue();
    }

    @Test
    void namesTheLoaderOfAnotherDistribution() {
        var facts = container()
                .died(1, "exec /app/backend: no such file or directory\n")
                .examined(ExaminationBuilder.program(
                        CopyBuilder.rust().loader("/lib64/ld-linux-x86-64.so.2", Existence.MISSING)));

        assertThat(answer(facts)).isEqualTo("interpreter-not-found");
        assertThat(likely(cause, facts).evidence().getFirst())
                .isEqualTo(
                        "/app/backend is there, and asks for the loader /lib64/ld-linux-x86-64.so.2 (glibc, as on Debian)");
    }

    @Test
    void namesTheInterpreterOfAScript() {
        var copy = CopyBuilder.of(Content.SCRIPT, 40)
                .scriptFacts(Scripts.read("#!/usr/bin/env bash\necho hi\n", Existence.MISSING, List.of()));
        var facts = container("/run.sh")
                .died(127, "env: can't execute 'bash': No such file or directory\n")
                .examined(ExaminationBuilder.empty().then(CommandStep.Kind.SCRIPT, "/run.sh", "command", copy));

        assertThat(answer(facts)).isEqualTo("interpreter-not-found");
        assertThat(likely(cause, facts).evidence()).contains("bash is not in the container");
    }

    @Test
    void isSilentWhereTheLoaderIsThere() {
        var facts = container().died(127, "").examined(ExaminationBuilder.program(CopyBuilder.rust()));
        assertThat(silent(cause, facts)).isTrue();
    }
}
