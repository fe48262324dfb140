package io.lastwords.analyzer.cause;

import static io.lastwords.analyzer.cause.FactsBuilder.container;
import static io.lastwords.analyzer.cause.Opinions.answer;
import static io.lastwords.analyzer.cause.Opinions.likely;
import static io.lastwords.analyzer.cause.Opinions.silent;
import static org.assertj.core.api.Assertions.assertThat;

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
}
