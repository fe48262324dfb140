package io.lastwords.analyzer.cause;

import static io.lastwords.analyzer.cause.FactsBuilder.container;
import static io.lastwords.analyzer.cause.Opinions.answer;
import static io.lastwords.analyzer.cause.Opinions.likely;
import static io.lastwords.analyzer.cause.Opinions.ruledOut;
import static io.lastwords.analyzer.cause.Opinions.silent;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.model.diagnosis.Symptom;
import io.lastwords.model.examination.FileCopy.Content;
import io.lastwords.model.examination.OutputRuntime;
import org.junit.jupiter.api.Test;

final class UnflushedOutputTest {
    private final UnflushedOutput cause = new UnflushedOutput();

    @Test
    void knowsCsBuffer() {
        var facts = container("/app/report").run(0, run -> run.bytes(16_384, true));
        assertThat(answer(facts)).isEqualTo("unflushed-output");
        assertThat(likely(cause, facts).evidence())
                .contains(
                        "stdout ends without a newline after 16384 bytes, exactly 4 times 4,096, the size of C's buffer");
        assertThat(likely(cause, facts).fix().getFirst()).contains("stdbuf -oL /app/report");
    }

    @Test
    void knowsRustsBufferAndPythons() {
        assertThat(likely(cause, container().run(0, run -> run.bytes(16_376, true)))
                        .confidence())
                .isBetween(0.5, 0.8);
        var python = container("python", "m.py").run(0, run -> run.bytes(16_366, false));
        assertThat(likely(cause, python).confidence()).isLessThan(0.5);
        assertThat(likely(cause, python).fix().getFirst()).contains("PYTHONUNBUFFERED=1");
    }

    @Test
    void isSurerWithBurstsAndTheSameEachTime() {
        var once = likely(cause, container("python", "m.py").run(0, run -> run.bytes(16_366, false)));
        var more = likely(
                cause,
                container("python", "m.py")
                        .run(0, run -> run.bytes(16_366, false).pages(2))
                        .run(0, run -> run.bytes(16_366, false).pages(2)));
        assertThat(more.confidence()).isGreaterThan(once.confidence()).isGreaterThan(0.6);
    }

    @Test
    void isVoidWithATerminalReplacedBytesOrMissingLines() {
        assertThat(silent(cause, container().tty().run(0, run -> run.bytes(16_384, true))))
                .isTrue();
        assertThat(silent(
                        cause, container().run(0, run -> run.bytes(16_384, true).replaced())))
                .isTrue();
        assertThat(silent(
                        cause, container().run(0, run -> run.bytes(16_384, true).log(RunFacts.Log.INCOMPLETE))))
                .isTrue();
    }

    @Test
    void doesNotExplainACrash() {
        assertThat(answer(container().run(139, run -> run.bytes(16_384, true)))).isEqualTo("segmentation-fault");
    }

    @Test
    void onlyHintsWhereStdoutIsEmpty() {
        var facts = container("python", "m.py").run(0, run -> run.stderr("INFO started\n"));
        assertThat(answer(facts)).isEqualTo("unexplained");
        assertThat(likely(cause, facts).confidence()).isEqualTo(0.2);
        var examined =
                facts.examined(runs(CopyBuilder.c(900), OutputRuntime.Kind.PYTHON, "it is run by python without -u"));
        assertThat(answer(examined)).isEqualTo("unexplained"); // whoever logs to stderr may print nothing
    }

    @Test
    void isRuledOutByAnOrdinaryEnd() {
        assertThat(ruledOut(cause, container().looped(0, "About to execute binary...\n")))
                .isEqualTo("stdout ends with a newline after 27 bytes, which is no buffer's size");
    }

    @Test
    void cannotBeToldFromNothing() {
        var facts = container().looped(0, "").build();
        assertThat(cause.judge(facts, Epilogue.of(facts))).isEmpty();
    }

    private static ExaminationBuilder runs(CopyBuilder copy, OutputRuntime.Kind kind, String by) {
        return ExaminationBuilder.program(copy).runtime(kind, by, null);
    }

    @Test
    void isSurerOrLessSureByTheRuntime() {
        var alone = container().run(0, run -> run.bytes(16_376, true));
        var fits = container()
                .run(0, run -> run.bytes(16_376, true))
                .examined(runs(CopyBuilder.rust(), OutputRuntime.Kind.RUST_BUFWRITER, "a BufWriter in its bytes"));
        var none = container()
                .run(0, run -> run.bytes(16_376, true))
                .examined(runs(CopyBuilder.go(300), OutputRuntime.Kind.GO, "Go writes at once"));

        assertThat(likely(cause, fits).confidence())
                .isGreaterThan(likely(cause, alone).confidence());
        assertThat(likely(cause, none).confidence())
                .isLessThan(likely(cause, alone).confidence());
        assertThat(likely(cause, fits).fix().getFirst()).contains("flush the BufWriter before process::exit");
    }

    @Test
    void knowsARefusalThatIsLostWhole() {
        var facts = container("/app/entrypoint.sh", "/app/backend")
                .looped(1, "About to execute binary...\n")
                .symptom(Symptom.MARKER_MISSING)
                .examined(ExaminationBuilder.entrypoint(
                                "#!/bin/sh\necho \"About to execute binary...\"\nexec \"$@\"\n",
                                CopyBuilder.rust().marker("=== MAIN FUNCTION START ===", true))
                        .runtime(OutputRuntime.Kind.RUST_BUFWRITER, "a BufWriter in its bytes", null));

        assertThat(answer(facts)).isEqualTo("unflushed-output");
        assertThat(Causes.all().judge(facts.build()).ruledOut())
                .extracting(io.lastwords.model.diagnosis.Diagnosis.RuledOut::because)
                .contains(
                        "a stub ends with 0; the exit code is 1",
                        "/app/backend is a program for x86_64, as the host",
                        "the exit code is 1; a segmentation fault ends with 139");
        assertThat(likely(cause, facts).evidence())
                .contains(
                        "all that came is from the script before /app/backend; of itself not one byte",
                        "the marker \"=== MAIN FUNCTION START ===\" is in its bytes, and never came");
    }

    @Test
    void doesNotClaimThatEverySilentEndLostItsWords() {
        assertThat(silent(
                        cause,
                        container()
                                .looped(1, "")
                                .examined(runs(CopyBuilder.rust(), OutputRuntime.Kind.RUST, "Rust's stdout"))))
                .isTrue();
        var simple = container()
                .looped(1, "")
                .examined(runs(CopyBuilder.c(300, "printf"), OutputRuntime.Kind.STDIO, "libc's stdio"));
        assertThat(likely(cause, simple).confidence()).isLessThan(0.5);
        assertThat(silent(
                        cause,
                        container()
                                .looped(139, "")
                                .examined(
                                        runs(CopyBuilder.c(300, "printf"), OutputRuntime.Kind.STDIO, "libc's stdio"))))
                .isTrue();
    }

    @Test
    void givesEachRuntimeItsKnob() {
        for (var kind : OutputRuntime.Kind.values()) {
            var facts =
                    container().run(0, run -> run.bytes(16_384, true)).examined(runs(CopyBuilder.rust(), kind, "it"));
            assertThat(likely(cause, facts).fix()).isNotEmpty();
        }
        var python = container("/app/run")
                .run(0, run -> run.bytes(16_366, false))
                .examined(runs(CopyBuilder.of(Content.TEXT, 90), OutputRuntime.Kind.PYTHON, "python3.11"));
        assertThat(likely(cause, python).fix().getFirst()).contains("PYTHONUNBUFFERED=1");
    }

    @Test
    void aScriptThatEndsItByItselfLosesNothing() {
        var facts = container("/app/start.sh")
                .looped(1, "relay: bad zone\n")
                .examined(ExaminationBuilder.entrypoint(
                                "#!/bin/sh\n[ -f /zone ] || { echo \"relay: bad zone\"; exit 1; }\nexec \"$@\"\n",
                                CopyBuilder.c(300, "printf").exits("_exit"))
                        .runtime(OutputRuntime.Kind.STDIO, "libc's stdio", null));
        assertThat(silent(cause, facts)).isTrue();
        assertThat(answer(facts)).isEqualTo("unexplained");
    }

    @Test
    void isLessSureOfAProgramThatFlushes() {
        var careful = container("false")
                .looped(1, "")
                .examined(runs(
                        CopyBuilder.c(300, "printf", "fflush").exits("_exit", "abort"),
                        OutputRuntime.Kind.STDIO,
                        "libc's stdio"));
        assertThat(answer(careful)).isEqualTo("unexplained");
        var aborts = container()
                .looped(1, "")
                .examined(runs(CopyBuilder.c(300, "printf").exits("abort"), OutputRuntime.Kind.STDIO, "libc's stdio"));
        assertThat(answer(aborts)).isEqualTo("unexplained");
    }

    @Test
    void knowsThatPythonFlushesAtAnOrdinaryEnd() {
        assertThat(answer(python("import sys\nprint('checking')\nsys.exit(1)\n")))
                .isEqualTo("unexplained");
        assertThat(answer(python("import os\nprint('batch 1')\nos._exit(1)\n"))).isEqualTo("unflushed-output");
    }

    private static FactsBuilder python(String text) {
        var copy = CopyBuilder.of(Content.TEXT, 90).scriptFacts(Scripts.read(text));
        return container("python", "/app/m.py")
                .looped(1, "")
                .examined(ExaminationBuilder.empty()
                        .then(io.lastwords.model.examination.CommandStep.Kind.SCRIPT, "/app/m.py", "arguments", copy)
                        .runtime(OutputRuntime.Kind.PYTHON, "it is run by python", null));
    }
}
