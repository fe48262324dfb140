package io.lastwords.analyzer.cause;

import static io.lastwords.analyzer.cause.FactsBuilder.container;
import static io.lastwords.analyzer.cause.Opinions.answer;
import static io.lastwords.analyzer.cause.Opinions.likely;
import static io.lastwords.analyzer.cause.Opinions.silent;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.model.diagnosis.Symptom;
import io.lastwords.model.examination.OutputRuntime;
import org.junit.jupiter.api.Test;

final class MainNotReachedTest {
    private final MainNotReached cause = new MainNotReached();

    private static FactsBuilder loop(int code, CopyBuilder copy) {
        return container()
                .looped(code, "")
                .symptom(Symptom.MARKER_MISSING)
                .examined(ExaminationBuilder.program(copy).runtime(OutputRuntime.Kind.RUST, "Rust's stdout", null));
    }

    @Test
    void seesAMarkerThatIsInTheFileAndNeverCame() {
        var facts = loop(0, CopyBuilder.rust().marker("main reached", true));

        assertThat(answer(facts)).isEqualTo("main-not-reached");
        assertThat(likely(cause, facts).evidence())
                .contains(
                        "the marker \"main reached\" is in /app/backend (471,480 bytes, sha256:5d41402abc4b)",
                        "it came in none of the last 3 runs whose output is whole");
    }

    @Test
    void isSilentWhereTheMarkerIsNotInTheFileOrNotAsked() {
        assertThat(silent(cause, loop(0, CopyBuilder.rust().marker("main reached", false))))
                .isTrue();
        assertThat(silent(
                        cause,
                        container()
                                .looped(0, "")
                                .examined(ExaminationBuilder.program(
                                        CopyBuilder.rust().marker("main reached", true)))))
                .isTrue();
    }

    @Test
    void doesNotLeadWhereTheLineMayBeLostInABuffer() {
        var facts = container()
                .looped(1, "")
                .symptom(Symptom.MARKER_MISSING)
                .examined(ExaminationBuilder.program(CopyBuilder.rust().marker("main reached", true))
                        .runtime(OutputRuntime.Kind.RUST_BUFWRITER, "a BufWriter in its bytes", null));

        assertThat(answer(facts)).isEqualTo("unflushed-output");
    }
}
