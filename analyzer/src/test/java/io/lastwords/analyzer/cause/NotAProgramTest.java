package io.lastwords.analyzer.cause;

import static io.lastwords.analyzer.cause.FactsBuilder.container;
import static io.lastwords.analyzer.cause.Opinions.answer;
import static io.lastwords.analyzer.cause.Opinions.likely;
import static io.lastwords.analyzer.cause.Opinions.silent;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.model.examination.CommandStep.Kind;
import io.lastwords.model.examination.FileCopy.Content;
import org.junit.jupiter.api.Test;

final class NotAProgramTest {
    private final NotAProgram cause = new NotAProgram();

    @Test
    void namesWhatStandsInItsPlace() {
        var facts = container()
                .died(1, "exec /app/backend: exec format error\n")
                .examined(ExaminationBuilder.program(CopyBuilder.of(Content.LFS_POINTER, 132)));

        assertThat(answer(facts)).isEqualTo("not-a-program");
        assertThat(likely(cause, facts).summary())
                .isEqualTo(
                        "shop-backend-1 cannot run /app/backend: it is a Git LFS pointer of 132 bytes, not the file that it points to.");
        assertThat(likely(cause, facts).fix().getFirst()).startsWith("git lfs install");
    }

    @Test
    void knowsTheEmptyFileThatAShellRunsWithoutAWord() {
        var facts = container().looped(0, "").examined(ExaminationBuilder.program(CopyBuilder.of(Content.EMPTY, 0)));

        assertThat(answer(facts)).isEqualTo("not-a-program");
    }

    @Test
    void leavesScriptsAndProgramsAlone() {
        var format = container().died(1, "exec /app/backend: exec format error\n");
        assertThat(silent(cause, format.examined(ExaminationBuilder.program(CopyBuilder.rust()))))
                .isTrue();
        assertThat(silent(
                        cause,
                        container()
                                .died(3, "no\n")
                                .examined(ExaminationBuilder.program(CopyBuilder.of(Content.TEXT, 300)))))
                .isTrue();
    }

    @Test
    void knowsAScriptWhoseFirstLineAByteOrderMarkHides() {
        var script = ExaminationBuilder.program(CopyBuilder.script("\uFEFF#!/bin/sh\nexec sleep 1000\n"));
        var facts =
                container().died(1, "exec /app/backend: exec format error\n").examined(script);

        assertThat(answer(facts)).isEqualTo("not-a-program");
        assertThat(likely(cause, facts).summary())
                .isEqualTo(
                        "shop-backend-1 cannot run /app/backend: it is a script with a byte order mark (EF BB BF) before its #!, which the kernel then does not see.");
        assertThat(likely(cause, facts).fix().getFirst())
                .isEqualTo("sed -i '1s/^\\xEF\\xBB\\xBF//' backend"
                        + "   # in the project, or save it as UTF-8 without a byte order mark");
        assertThat(silent(cause, container().died(3, "no\n").examined(script))).isTrue();
    }

    @Test
    void claimsNoHiddenFirstLineWhereThereIsNone() {
        var marked = CopyBuilder.of(Content.TEXT, 30).scriptFacts(Scripts.read("\uFEFFset -e\nexec sleep 1000\n"));
        var facts = container()
                .died(1, "exec /app/backend: exec format error\n")
                .examined(ExaminationBuilder.program(marked));

        assertThat(likely(cause, facts).summary()).endsWith("it is text without a first line #!.");
    }

    @Test
    void namesTheInterpreterThatTheFilesNameAsksFor() {
        var copy = CopyBuilder.of(Content.TEXT, 90);
        var facts = container("/app/run.py")
                .died(1, "exec /app/run.py: exec format error\n")
                .examined(ExaminationBuilder.empty().then(Kind.PROGRAM, "/app/run.py", "command", copy));
        assertThat(likely(cause, facts).fix().getFirst())
                .isEqualTo(
                        "begin /app/run.py with a line #!/usr/bin/env python3, or run it by name: python3 /app/run.py");
    }

    @Test
    void knowsAPointerThatAnInterpreterReads() {
        var copy = CopyBuilder.of(Content.LFS_POINTER, 130);
        var facts = container("python", "/app/run.py")
                .died(
                        1,
                        "  File \"/app/run.py\", line 1\n    version https://git-lfs.github.com/spec/v1\nSyntaxError: invalid decimal literal\n")
                .examined(ExaminationBuilder.empty().then(Kind.SCRIPT, "/app/run.py", "arguments", copy));
        assertThat(answer(facts)).isEqualTo("not-a-program");
    }
}
