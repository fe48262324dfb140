package io.lastwords.analyzer.cause;

import static io.lastwords.analyzer.cause.FactsBuilder.container;
import static io.lastwords.analyzer.cause.Opinions.answer;
import static io.lastwords.analyzer.cause.Opinions.likely;
import static io.lastwords.analyzer.cause.Opinions.ruledOut;
import static io.lastwords.analyzer.cause.Opinions.silent;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class MissingSharedLibraryTest {
    private final MissingSharedLibrary cause = new MissingSharedLibrary();

    @Test
    void namesTheLibraryAndItsPackage() {
        var facts = container()
                .died(
                        127,
                        "/app/backend: error while loading shared libraries: libssl.so.3: cannot open shared "
                                + "object file: No such file or directory\n");
        assertThat(answer(facts)).isEqualTo("missing-shared-library");
        assertThat(likely(cause, facts).summary())
                .isEqualTo("shop-backend-1 cannot run: the image has no libssl.so.3.");
        assertThat(likely(cause, facts).fix().getFirst()).endsWith("apt-get install -y libssl3");
    }

    @Test
    void readsMuslAndPython() {
        assertThat(answer(container()
                        .died(
                                127,
                                "Error loading shared library libgcc_s.so.1: No such file or directory (needed by "
                                        + "/app/backend)\n")))
                .isEqualTo("missing-shared-library");
        assertThat(
                        answer(
                                container("python", "m.py")
                                        .died(
                                                1,
                                                "Traceback (most recent call last):\n  File \"m.py\", line 1, in "
                                                        + "<module>\nImportError: libGL.so.1: cannot open shared object file: No such file or directory\n")))
                .isEqualTo("missing-shared-library");
    }

    @Test
    void isRuledOutByASilentEndWithZero() {
        assertThat(ruledOut(cause, container().looped(0, ""))).contains("would have named the library");
    }

    @Test
    void staysSilentOtherwise() {
        assertThat(silent(cause, container().died(127, "sh: 1: x: not found\n")))
                .isTrue();
    }

    @Test
    void namesWhoNeedsIt() {
        var copy = CopyBuilder.rust().library("libpq.so.5", null, true).library("libssl.so.3", null, true);
        var facts = container()
                .died(
                        127,
                        "/app/backend: error while loading shared libraries: libpq.so.5: cannot open shared object "
                                + "file: No such file or directory\n")
                .examined(ExaminationBuilder.program(copy));

        assertThat(likely(cause, facts).evidence())
                .contains(
                        "/app/backend needs libpq.so.5, which is nowhere on the loader's search path",
                        "these are missing too: libssl.so.3");
    }

    @Test
    void needsNoWordsWhereTheWholePathWasSearched() {
        assertThat(answer(container()
                        .died(127, "")
                        .examined(ExaminationBuilder.program(CopyBuilder.rust().library("libpq.so.5", null, true)))))
                .isEqualTo("missing-shared-library");
        assertThat(silent(
                        cause,
                        container()
                                .died(127, "")
                                .examined(ExaminationBuilder.program(
                                        CopyBuilder.rust().library("libpq.so.5", null, false)))))
                .isTrue();
    }
}
