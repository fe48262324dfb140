package io.lastwords.analyzer.cause;

import static io.lastwords.analyzer.cause.FactsBuilder.container;
import static io.lastwords.analyzer.cause.Opinions.answer;
import static io.lastwords.analyzer.cause.Opinions.likely;
import static io.lastwords.analyzer.cause.Opinions.ruledOut;
import static io.lastwords.analyzer.cause.Opinions.silent;
import static org.assertj.core.api.Assertions.assertThat;

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
}
