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

    @Test
    void isSurerWhereTheFileNotesWhatItNeeds() {
        var noted = container()
                .died(132, "")
                .examined(ExaminationBuilder.program(CopyBuilder.rust().isa("x86-64-v3")));
        var plain = container().died(132, "").examined(ExaminationBuilder.program(CopyBuilder.rust()));

        assertThat(likely(new IllegalInstruction(), noted).evidence())
                .contains("the file itself notes that it needs x86-64-v3");
        assertThat(likely(new IllegalInstruction(), noted).confidence())
                .isGreaterThan(likely(new IllegalInstruction(), plain).confidence());
    }
}
