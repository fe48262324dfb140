package io.lastwords.analyzer.cause;

import static io.lastwords.analyzer.cause.FactsBuilder.container;
import static io.lastwords.analyzer.cause.Opinions.answer;
import static io.lastwords.analyzer.cause.Opinions.likely;
import static io.lastwords.analyzer.cause.Opinions.ruledOut;
import static io.lastwords.analyzer.cause.Opinions.silent;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TruncatedBinaryTest {
    private final TruncatedBinary cause = new TruncatedBinary();

    private static ExaminationBuilder cut() {
        return ExaminationBuilder.program(
                CopyBuilder.rust().size(307_000).segmentsEnd(4_194_304).sectionsEnd(9_300_000));
    }

    @Test
    void knowsAFileThatEndsBeforeItsSegments() {
        var facts = container().looped(139, "").examined(cut());

        assertThat(answer(facts)).isEqualTo("truncated-binary");
        assertThat(likely(cause, facts).evidence())
                .contains(
                        "/app/backend has 307,000 bytes, and its headers name a segment to be loaded that ends at 4,194,304 bytes",
                        "the whole file had at least 9,300,000 bytes, by its section table",
                        "it wrote nothing");
    }

    @Test
    void saysNothingOfAWholeFileThatCrashes() {
        var facts = container().looped(139, "").examined(ExaminationBuilder.program(CopyBuilder.rust()));

        assertThat(answer(facts)).isEqualTo("segmentation-fault");
        assertThat(ruledOut(cause, facts)).startsWith("/app/backend is whole: its last segment ends at 467,480 bytes");
    }

    @Test
    void doesNotExplainAProgramThatRuns() {
        assertThat(silent(cause, container().looped(0, "hello\n").examined(cut())))
                .isTrue();
        assertThat(silent(
                        cause,
                        container()
                                .died(101, Recorded.RUST_INDEX)
                                .examined(ExaminationBuilder.program(
                                        CopyBuilder.rust().sectionsEnd(600_000)))))
                .isTrue();
    }
}
