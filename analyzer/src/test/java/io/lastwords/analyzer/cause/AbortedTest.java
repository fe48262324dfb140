package io.lastwords.analyzer.cause;

import static io.lastwords.analyzer.cause.FactsBuilder.container;
import static io.lastwords.analyzer.cause.Opinions.answer;
import static io.lastwords.analyzer.cause.Opinions.likely;
import static io.lastwords.analyzer.cause.Opinions.silent;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class AbortedTest {
    private final Aborted cause = new Aborted();

    @Test
    void readsTheCodeAndTheWords() {
        var facts = container().init().died(134, "free(): invalid pointer\n");
        assertThat(answer(facts)).isEqualTo("aborted");
        assertThat(likely(cause, facts).summary()).contains("free(): invalid pointer");
        assertThat(answer(container("bash", "-c", "x")
                        .died(134, "bash: line 1:     7 Aborted                 /p/cs abort\n")))
                .isEqualTo("aborted");
    }

    @Test
    void staysSilentWithoutASignal() {
        assertThat(silent(cause, container().died(1, "Aborted\n"))).isTrue();
        assertThat(silent(cause, container().init().run(139, run -> {}))).isTrue();
    }
}
