package io.lastwords.analyzer.cause;

import static io.lastwords.analyzer.cause.FactsBuilder.container;
import static io.lastwords.analyzer.cause.Opinions.answer;
import static io.lastwords.analyzer.cause.Opinions.likely;
import static io.lastwords.analyzer.cause.Opinions.ruledOut;
import static io.lastwords.analyzer.cause.Opinions.silent;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class StaleImageTest {
    private final StaleImage cause = new StaleImage();

    @Test
    void seesATagThatHasMovedOn() {
        var facts = container()
                .compose()
                .looped(101, Recorded.RUST_INDEX)
                .examined(ExaminationBuilder.program(CopyBuilder.rust())
                        .alsoTagged(CopyBuilder.rust().size(480_000).digest("ffee"), false));

        assertThat(answer(facts)).isEqualTo("stale-image");
        assertThat(likely(cause, facts).evidence().getFirst())
                .isEqualTo(
                        "the container was made from sha256:4be1c0ffee00; shop/backend:1.4 names sha256:77aa88bb99cc now, "
                                + "built at 2026-11-21T02:30:00Z");
        assertThat(likely(cause, facts).fix().getFirst())
                .isEqualTo("docker compose -f /srv/shop/docker-compose.yml up -d --force-recreate backend");
    }

    @Test
    void seesARebuildThatChangedNothing() {
        var facts = container()
                .imageId(ExaminationBuilder.IMAGE)
                .looped(101, Recorded.RUST_INDEX)
                .examined(ExaminationBuilder.program(CopyBuilder.rust()).alsoEarlier(CopyBuilder.rust()));

        assertThat(answer(facts)).isEqualTo("stale-image");
        assertThat(likely(cause, facts).evidence())
                .contains("in both /app/backend (471,480 bytes, sha256:5d41402abc4b) has the same bytes");
    }

    @Test
    void seesBeforeItIsDeployedThatARebuildChangedNothing() {
        var same = ExaminationBuilder.program(CopyBuilder.rust()).alsoEarlier(CopyBuilder.rust());
        var facts = container().imageId(ExaminationBuilder.IMAGE).examined(same);

        assertThat(answer(facts)).isEqualTo("stale-image");
        assertThat(likely(cause, facts).evidence())
                .hasSize(2)
                .contains("in both /app/backend (471,480 bytes, sha256:5d41402abc4b) has the same bytes");
        assertThat(silent(
                        cause,
                        container()
                                .imageId(ExaminationBuilder.IMAGE)
                                .examined(ExaminationBuilder.program(CopyBuilder.rust())
                                        .alsoEarlier(CopyBuilder.rust().digest("ffee")))))
                .isTrue();
    }

    @Test
    void doesNotLeadWhereSomethingOutsideExplainsTheEnd() {
        var facts = container()
                .looped(101, "")
                .died(101, Recorded.RUST_BIND)
                .examined(ExaminationBuilder.program(CopyBuilder.rust())
                        .alsoTagged(CopyBuilder.rust().digest("ffee"), false));

        assertThat(answer(facts)).isEqualTo("address-in-use");
    }

    @Test
    void doesNotLeadAnErrorThatTheNewerImageHasAsWell() {
        var facts = container("/app/backend")
                .died(101, Recorded.RUST_INDEX)
                .examined(ExaminationBuilder.program(CopyBuilder.rust()).alsoTagged(CopyBuilder.rust(), true));
        assertThat(answer(facts)).isEqualTo("uncaught-error");
    }

    @Test
    void doubtsItWhereThisImageHasRunWell() {
        var facts = container()
                .looped(101, Recorded.RUST_INDEX)
                .before(new Before(null, ExaminationBuilder.IMAGE, List.of()))
                .examined(ExaminationBuilder.program(CopyBuilder.rust())
                        .alsoTagged(CopyBuilder.rust().digest("ffee"), false));

        assertThat(answer(facts)).isEqualTo("uncaught-error");
        var bytes = container()
                .imageId(ExaminationBuilder.IMAGE)
                .looped(101, Recorded.RUST_INDEX)
                .before(new Before(ExaminationBuilder.EARLIER, ExaminationBuilder.EARLIER, List.of()))
                .examined(ExaminationBuilder.program(CopyBuilder.rust()).alsoEarlier(CopyBuilder.rust()));
        assertThat(ruledOut(cause, bytes))
                .isEqualTo("/app/backend has the same bytes as in sha256:111122223333, with which it ran well");
    }

    @Test
    void isSilentWhereTheTagIsTheContainersOwn() {
        assertThat(silent(cause, container().looped(101, "").examined(ExaminationBuilder.program(CopyBuilder.rust()))))
                .isTrue();
        assertThat(silent(
                        cause,
                        container()
                                .looped(101, "")
                                .examined(ExaminationBuilder.program(CopyBuilder.rust())
                                        .alsoEarlier(CopyBuilder.rust().digest("00aa")))))
                .isTrue();
    }
}
