package io.lastwords.analyzer.cause;

import static io.lastwords.analyzer.cause.FactsBuilder.container;
import static io.lastwords.analyzer.cause.Opinions.answer;
import static io.lastwords.analyzer.cause.Opinions.likely;
import static io.lastwords.analyzer.cause.Opinions.ranked;
import static io.lastwords.analyzer.cause.Opinions.ruledOut;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SegmentationFaultTest {
    private final SegmentationFault cause = new SegmentationFault();

    @Test
    void leavesAnAbortPossibleAsProcessOne() {
        var facts = container().run(139, run -> {});
        assertThat(answer(facts)).isEqualTo("segmentation-fault");
        assertThat(ranked(facts))
                .extracting(opinion -> opinion.cause())
                .containsExactly("segmentation-fault", "aborted");
        assertThat(likely(cause, facts).evidence())
                .contains("as process 1 a program that calls abort() ends with 139 too");
    }

    @Test
    void isSurerUnderAnInitOrWithWords() {
        assertThat(likely(cause, container().init().run(139, run -> {})).confidence())
                .isEqualTo(0.9);
        assertThat(likely(cause, container("sh", "-c", "/p/cs segv; exit $?").died(139, "Segmentation fault\n"))
                        .confidence())
                .isEqualTo(0.9);
    }

    /** Recorded with Temurin 25, with and without {@code -XX:-CreateCoredumpOnCrash}. */
    @ParameterizedTest
    @ValueSource(ints = {1, 134})
    void readsTheReportOfTheJvm(int exitCode) {
        var facts = container("java", "-cp", "/app", "App").run(exitCode, run -> run.stdout("""
                #
                # A fatal error has been detected by the Java Runtime Environment:
                #
                #  SIGSEGV (0xb) at pc=0x00007fa2f24f6f9d, pid=1, tid=8
                #
                # JRE version: OpenJDK Runtime Environment Temurin-25.0.3+9 (25.0.3+9) (build 25.0.3+9-LTS)
                # Problematic frame:
                # V  [libjvm.so+0x1233f9d]  Unsafe_GetLong+0xad
                #
                # An error report file with more information is saved as:
                # /tmp/hs_err_pid1.log
                #
                # If you would like to submit a bug report, please visit:
                #   https://github.com/adoptium/adoptium-support/issues
                #
                """));

        assertThat(answer(facts)).isEqualTo("segmentation-fault");
        assertThat(likely(cause, facts).evidence())
                .contains("it happened in \"V [libjvm.so+0x1233f9d] Unsafe_GetLong+0xad\"");
    }

    @Test
    void givesWayToAnAbortsWords() {
        for (String words : new String[] {
            "free(): invalid pointer\n",
            "cs: jv/c.c:12: main: Assertion `n==7' failed.\n",
            "terminate called after throwing an instance of 'std::runtime_error'\n  what():  cannot open config\n"
        }) {
            assertThat(answer(container().died(139, words))).isEqualTo("aborted");
        }
    }

    @Test
    void isRuledOutByExitCodeZero() {
        assertThat(ruledOut(cause, container().looped(0, "")))
                .isEqualTo("the exit code is 0; a segmentation fault ends with 139");
    }

    @Test
    void saysThatTheFileIsWhole() {
        var facts = container().died(139, "").examined(ExaminationBuilder.program(CopyBuilder.rust()));

        assertThat(likely(new SegmentationFault(), facts).evidence())
                .contains("its file is whole: the last segment ends at 467,480 bytes of 471,480 bytes");
    }

    @Test
    void runsTheSameCommandAgain() {
        var fix = likely(
                        new SegmentationFault(),
                        container("python", "codec.py", "two words").died(139, ""))
                .fix();
        assertThat(fix.get(0)).startsWith("docker run --rm --init shop/backend:1.4 python codec.py 'two words'   #");
        assertThat(fix.get(1)).contains(" --entrypoint python shop/backend:1.4 codec.py 'two words'   #");
    }
}
