package io.lastwords.analyzer.cause;

import static io.lastwords.analyzer.cause.FactsBuilder.container;
import static io.lastwords.analyzer.cause.Opinions.answer;
import static io.lastwords.analyzer.cause.Opinions.likely;
import static io.lastwords.analyzer.cause.Opinions.silent;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LibcTooOldTest {
    private final LibcTooOld cause = new LibcTooOld();

    @Test
    void namesTheVersion() {
        var facts = container()
                .died(
                        1,
                        "/app/backend: /lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.34' not found (required by "
                                + "/app/backend)\n");
        assertThat(answer(facts)).isEqualTo("libc-too-old");
        assertThat(likely(cause, facts).summary())
                .isEqualTo("shop-backend-1 cannot run: /app/backend needs GLIBC_2.34, and the image's is older.");
    }

    @Test
    void staysSilentOtherwise() {
        assertThat(silent(cause, container().died(1, "version 3 not found\n"))).isTrue();
    }

    @Test
    void comparesWhatIsNeededWithWhatIsOffered() {
        var copy = CopyBuilder.rust().version("GLIBC", "2.38", "2.36", "2.38");
        var facts = container()
                .died(
                        1,
                        "/app/backend: /lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.38' not found (required by "
                                + "/app/backend)\n")
                .examined(ExaminationBuilder.program(copy));

        assertThat(likely(cause, facts).evidence())
                .contains("it needs GLIBC up to 2.38 of libc.so.6; the image's offers up to 2.36");
        assertThat(answer(container().examined(ExaminationBuilder.program(copy))))
                .isEqualTo("libc-too-old");
        assertThat(silent(
                        cause,
                        container()
                                .died(1, "")
                                .examined(ExaminationBuilder.program(
                                        CopyBuilder.rust().version("GLIBC", "2.34", "2.36")))))
                .isTrue();
    }
}
