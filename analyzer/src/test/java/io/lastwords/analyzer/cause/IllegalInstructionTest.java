package io.lastwords.analyzer.cause;

import static io.lastwords.analyzer.cause.FactsBuilder.container;
import static io.lastwords.analyzer.cause.Opinions.answer;
import static io.lastwords.analyzer.cause.Opinions.likely;
import static io.lastwords.analyzer.cause.Opinions.silent;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class IllegalInstructionTest {
    private final IllegalInstruction cause = new IllegalInstruction();

    @Test
    void readsTheSignal() {
        assertThat(answer(container().run(132, run -> {}))).isEqualTo("illegal-instruction");
        assertThat(likely(cause, container().run(132, run -> {})).evidence())
                .contains("the engine's architecture is x86_64");
    }

    @Test
    void readsGlibcsWords() {
        assertThat(answer(container().died(127, "Fatal glibc error: CPU does not support x86-64-v2\n")))
                .isEqualTo("illegal-instruction");
    }

    @Test
    void staysSilentOtherwise() {
        assertThat(silent(cause, container().died(1, "instruction\n"))).isTrue();
    }
}
