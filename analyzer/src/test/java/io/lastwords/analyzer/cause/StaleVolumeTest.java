package io.lastwords.analyzer.cause;

import static io.lastwords.analyzer.cause.FactsBuilder.container;
import static io.lastwords.analyzer.cause.Opinions.answer;
import static io.lastwords.analyzer.cause.Opinions.likely;
import static io.lastwords.analyzer.cause.Opinions.silent;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.model.examination.FileCopy;
import org.junit.jupiter.api.Test;

final class StaleVolumeTest {
    private final StaleVolume cause = new StaleVolume();

    private static ExaminationBuilder mounted(CopyBuilder copy) {
        return ExaminationBuilder.program(CopyBuilder.rust())
                .alsoMounted("/app", copy.source(FileCopy.Source.VOLUME))
                .volume("shop_app", "/app");
    }

    @Test
    void comparesTheVolumesCopyWithTheImages() {
        var facts = container()
                .volume("shop_app", "/app")
                .looped(101, Recorded.RUST_INDEX)
                .examined(mounted(
                        CopyBuilder.rust().size(460_000).digest("0ddba11").modified("2026-10-01T00:00:00Z")));

        assertThat(answer(facts)).isEqualTo("stale-volume");
        assertThat(likely(cause, facts).evidence().getFirst())
                .isEqualTo(
                        "what runs is the volume's /app/backend: 460,000 bytes, sha256:0ddba11, of 2026-10-01T00:00:00Z");
        assertThat(likely(cause, facts).fix().getFirst())
                .startsWith("docker rm -f shop-backend-1 && docker volume rm shop_app");
    }

    @Test
    void isSureWhereTheVolumeHasTheImageBefore() {
        var old = CopyBuilder.rust().digest("0ddba11").modified("2026-10-01T00:00:00Z");
        var facts = container()
                .looped(1, "")
                .examined(mounted(old).alsoEarlier(CopyBuilder.rust().digest("0ddba11")));

        assertThat(likely(cause, facts).confidence()).isGreaterThan(0.9);
    }

    @Test
    void doubtsAFileThatIsNewerThanTheImage() {
        var facts = container()
                .looped(1, "")
                .examined(mounted(CopyBuilder.rust().digest("0ddba11").modified("2026-11-21T01:00:00Z")));

        assertThat(likely(cause, facts).confidence()).isLessThan(0.5);
    }

    @Test
    void isSilentWhereTheBytesAreTheSameOrABindMountIsMeantToDiffer() {
        assertThat(silent(cause, container().looped(1, "").examined(mounted(CopyBuilder.rust()))))
                .isTrue();
        var bind = ExaminationBuilder.program(CopyBuilder.rust())
                .alsoMounted("/app", CopyBuilder.rust().digest("0ddba11").source(FileCopy.Source.BIND));
        assertThat(silent(cause, container().looped(1, "").examined(bind))).isTrue();
    }
}
