package io.lastwords.analyzer.cause;

import static io.lastwords.analyzer.cause.FactsBuilder.container;
import static io.lastwords.analyzer.cause.Opinions.answer;
import static io.lastwords.analyzer.cause.Opinions.likely;
import static io.lastwords.analyzer.cause.Opinions.ruledOut;
import static io.lastwords.analyzer.cause.Opinions.silent;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.model.diagnosis.Symptom;
import io.lastwords.model.examination.OutputRuntime;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StubBinaryTest {
    private static final String ENTRYPOINT = """
            #!/bin/sh
            set -e
            echo "Binary found and executable"
            echo "  PORT: $PORT"
            exec "$@"
            """;
    private final StubBinary cause = new StubBinary();

    @Test
    void knowsTheEmptyMainOfADependencyCache() {
        var facts = container().compose().looped(0, "").examined(ExaminationBuilder.program(CopyBuilder.rustStub()));

        assertThat(answer(facts)).isEqualTo("stub-binary");
        assertThat(likely(cause, facts).confidence()).isGreaterThanOrEqualTo(0.9);
        assertThat(likely(cause, facts).evidence())
                .contains(
                        "in /app/backend the function backend::main has 1 byte of code: it returns at once",
                        "what runs is /app/backend (438,768 bytes, sha256:0a1b2c3d4e5f), built from Rust",
                        "exit code 0 after 300 ms, and it wrote nothing");
        assertThat(likely(cause, facts).fix())
                .contains(
                        "docker compose -f /srv/shop/docker-compose.yml build --no-cache backend && docker compose -f "
                                + "/srv/shop/docker-compose.yml up -d backend");
    }

    @Test
    void answersTheSixHypothesesOfASilentLoopInOneDiagnosis() {
        var facts = container("/app/entrypoint.sh", "/app/backend")
                .looped(0, "Binary found and executable\n  PORT: 2000\n")
                .symptom(Symptom.MARKER_MISSING)
                .examined(ExaminationBuilder.entrypoint(
                                ENTRYPOINT,
                                CopyBuilder.rustStub()
                                        .library("libc.so.6", "/lib/x86_64-linux-gnu/libc.so.6", true)
                                        .marker("=== MAIN FUNCTION START ===", false))
                        .runtime(OutputRuntime.Kind.RUST, "Rust's stdout", null));

        var answer = Causes.all().judge(facts.build());

        assertThat(answer.causes().getFirst().cause()).isEqualTo("stub-binary");
        assertThat(answer.causes().getFirst().evidence())
                .anyMatch(line ->
                        line.contains("the marker \"=== MAIN FUNCTION START ===\" is nowhere in its 438,768 bytes"))
                .anyMatch(line -> line.endsWith("all that was written is from the script before it"));
        assertThat(answer.ruledOut())
                .extracting(io.lastwords.model.diagnosis.Diagnosis.RuledOut::cause)
                .containsExactly(
                        "executable-hidden-by-mount",
                        "truncated-binary",
                        "wrong-architecture",
                        "missing-shared-library",
                        "stale-image",
                        "entrypoint-never-execs",
                        "unflushed-output",
                        "segmentation-fault");
        assertThat(answer.ruledOut())
                .extracting(io.lastwords.model.diagnosis.Diagnosis.RuledOut::because)
                .contains(
                        "/app/backend is a program for x86_64, as the host",
                        "all libraries that it needs (1) are found on the loader's path",
                        "its main function is empty: there is nothing that it could print",
                        "/app/entrypoint.sh hands over to /app/backend (\"exec \"$@\"\")");
    }

    @Test
    void knowsAStrippedOneWithoutLabelsByTheSourcesThatAreMissing() {
        var facts = container()
                .looped(0, "")
                .examined(ExaminationBuilder.program(
                        CopyBuilder.rustStub().size(307_000).stripped()));

        assertThat(answer(facts)).isEqualTo("stub-binary");
        assertThat(likely(cause, facts).confidence()).isBetween(0.6, 0.8);
    }

    @Test
    void knowsItInC() {
        var facts = container().looped(0, "").examined(ExaminationBuilder.program(CopyBuilder.c(7)));

        assertThat(answer(facts)).isEqualTo("stub-binary");
    }

    @Test
    void knowsItInCStrippedToo() {
        var facts = container()
                .looped(0, "")
                .examined(ExaminationBuilder.program(CopyBuilder.c(0).stripped().codeBytes(317)));

        assertThat(answer(facts)).isEqualTo("stub-binary");
    }

    @Test
    void doesNotTakeAFrameAroundACallForNothing() {
        var delegates = CopyBuilder.c(11).codeBytes(4_000);
        var empty = CopyBuilder.c(11).codeBytes(317);

        assertThat(silent(cause, container().looped(0, "").examined(ExaminationBuilder.program(delegates))))
                .isTrue();
        assertThat(silent(cause, container().looped(0, "").examined(ExaminationBuilder.program(empty))))
                .isFalse();
    }

    @Test
    void isSurerWithTheHistoryAndTheImageThatRanWell() {
        var bare = CopyBuilder.rustStub().stripped();
        var alone = container().looped(0, "").examined(ExaminationBuilder.program(bare));
        var more = container()
                .looped(0, "")
                .before(new Before(
                        ExaminationBuilder.EARLIER,
                        ExaminationBuilder.EARLIER,
                        List.of(new Before.Executable(
                                ExaminationBuilder.EARLIER, "/app/backend", "sha256:77", 9_300_000))))
                .examined(ExaminationBuilder.program(bare)
                        .history("/bin/sh -c mkdir src && echo 'fn main() {}' > src/main.rs"));

        assertThat(likely(cause, more).confidence())
                .isGreaterThan(likely(cause, alone).confidence());
        assertThat(likely(cause, more).evidence())
                .anyMatch(line ->
                        line.startsWith("in the image that last ran well, sha256:111122223333, it has 9,300,000 bytes"))
                .anyMatch(line -> line.startsWith("the image's history has a dummy source: "));
    }

    @Test
    void neverAccusesASmallHonestProgram() {
        assertThat(silent(
                        cause,
                        container("true")
                                .looped(0, "")
                                .examined(ExaminationBuilder.program(
                                        CopyBuilder.c(0).size(26_000).stripped()))))
                .isTrue();
        assertThat(silent(cause, container().looped(0, "").examined(ExaminationBuilder.program(CopyBuilder.go(180)))))
                .isTrue();
        assertThat(silent(cause, container().looped(0, "").examined(ExaminationBuilder.program(CopyBuilder.c(61)))))
                .isTrue();
        assertThat(silent(cause, container().looped(0, "").examined(ExaminationBuilder.program(CopyBuilder.c(9)))))
                .as("a main that only jumps to the real one")
                .isTrue();
        assertThat(silent(cause, container().looped(0, "").examined(ExaminationBuilder.program(CopyBuilder.rust()))))
                .isTrue();
    }

    @Test
    void takesMoreThanAnEmptyMain() {
        var stub = ExaminationBuilder.program(CopyBuilder.rustStub());

        assertThat(silent(cause, container().looped(0, "hello\n").examined(stub)))
                .isTrue();
        assertThat(silent(cause, container().looped(3, "").examined(stub))).isTrue();
        assertThat(silent(cause, container().run(0, run -> run.lasting(20)).examined(stub)))
                .isTrue();
        assertThat(silent(cause, container().looped(0, ""))).isTrue();
    }

    @Test
    void saysLessWhereTheOutputIsNotKnown() {
        var stub = ExaminationBuilder.program(CopyBuilder.rustStub().stripped());
        var known = container().looped(0, "").examined(stub);
        var unknown = container()
                .looped(0, "")
                .run(0, run -> run.log(RunFacts.Log.INCOMPLETE))
                .examined(stub);

        assertThat(likely(cause, unknown).confidence())
                .isLessThan(likely(cause, known).confidence());
        assertThat(likely(cause, unknown).evidence())
                .contains("a part of its output is not known, so that what is missing in it proves less");
    }

    @Test
    void leadsTheRestartPolicyThatRunsItAgain() {
        var facts =
                container("/app/migrate").looped(0, "").examined(ExaminationBuilder.program(CopyBuilder.rustStub()));

        assertThat(answer(facts)).isEqualTo("stub-binary");
    }

    @Test
    void isRuledOutByARealMain() {
        assertThat(ruledOut(cause, container().looped(0, "").examined(ExaminationBuilder.program(CopyBuilder.rust()))))
                .isEqualTo("in /app/backend the function backend::main has 1,312 bytes of code");
    }

    @Test
    void findsItInAnImageThatNeverRan() {
        assertThat(answer(container().examined(ExaminationBuilder.program(CopyBuilder.rustStub()))))
                .isEqualTo("stub-binary");
        assertThat(silent(cause, container().examined(ExaminationBuilder.program(CopyBuilder.rust()))))
                .isTrue();
    }

    @Test
    void aStrippedProgramIsOneOnlyWhereItsMainMayDoNothing() {
        var honest = CopyBuilder.rustStub().stripped().main("main", -1);
        var facts = container().looped(0, "").examined(ExaminationBuilder.program(honest));
        assertThat(answer(facts)).isEqualTo("unexplained");
        assertThat(ruledOut(cause, facts)).isEqualTo("the main function of /app/backend does something");
        var stub = CopyBuilder.rustStub().stripped().main("main", 1);
        assertThat(answer(container().looped(0, "").examined(ExaminationBuilder.program(stub))))
                .isEqualTo("stub-binary");
    }

    @Test
    void anEmptyMainOfCIsOneWhateverSourcesAreNamed() {
        var stub = CopyBuilder.c(3).sources(40, 0);
        assertThat(answer(container().looped(0, "").examined(ExaminationBuilder.program(stub))))
                .isEqualTo("stub-binary");
    }
}
