package io.lastwords.analyzer.cause;

import static io.lastwords.analyzer.cause.FactsBuilder.container;
import static io.lastwords.analyzer.cause.Opinions.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.diagnosis.Symptom;
import io.lastwords.model.examination.CommandStep;
import io.lastwords.model.examination.FileCopy;
import io.lastwords.model.examination.OutputRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** All causes together over facts that look alike and are not. */
final class PrecisionTest {
    private static final ExaminationBuilder HONEST =
            ExaminationBuilder.program(CopyBuilder.rust()).runtime(OutputRuntime.Kind.RUST, "Rust's stdout", null);

    @Test
    void anExaminationThatFindsNothingAmissChangesNoAnswer() {
        for (String words : List.of(
                Recorded.RUST_BIND,
                Recorded.RUST_INDEX,
                Recorded.RUST_CONNECT,
                Recorded.RUST_ENVIRONMENT,
                Recorded.RUST_FULL,
                "bye\n",
                "")) {
            for (int code : new int[] {1, 2, 3, 101, 126, 127, 132, 134, 137, 139, 255}) {
                assertThat(answer(container().died(code, words).examined(HONEST)))
                        .as(code + " " + words)
                        .isEqualTo(answer(container().died(code, words)));
            }
        }
    }

    @Test
    void aSilentEndOfAnHonestProgramStaysUnexplained() {
        assertThat(answer(container().looped(0, "").examined(HONEST))).isEqualTo("unexplained");
        assertThat(answer(container().looped(3, "").examined(HONEST))).isEqualTo("unexplained");
        assertThat(answer(container("true")
                        .looped(0, "")
                        .examined(ExaminationBuilder.program(
                                CopyBuilder.c(0).size(26_936).stripped()))))
                .isEqualTo("completed-job");
    }

    @Test
    void aJobStaysAJobWhateverItsImage() {
        var facts = container("/app/migrate.sh")
                .looped(0, "Running migrations\nAll migrations are applied, nothing left to do\n")
                .examined(ExaminationBuilder.script(
                                "#!/bin/sh\necho Running migrations\necho All migrations are applied, nothing left to do\n")
                        .asCommand("/app/migrate.sh"));

        assertThat(answer(facts)).isEqualTo("completed-job");
    }

    @Test
    void theDeeperOfTwoLeads() {
        var cut = CopyBuilder.rust().size(307_000).segmentsEnd(4_194_304).source(FileCopy.Source.VOLUME);
        assertThat(answer(container().looped(139, "").examined(ExaminationBuilder.program(cut))))
                .isEqualTo("truncated-binary");
        var stubUnchanged = ExaminationBuilder.program(CopyBuilder.rustStub()).alsoEarlier(CopyBuilder.rustStub());
        assertThat(answer(container()
                        .imageId(ExaminationBuilder.IMAGE)
                        .looped(0, "")
                        .examined(stubUnchanged)))
                .isEqualTo("stub-binary");
        var stubBehindTag = ExaminationBuilder.program(CopyBuilder.rustStub()).alsoTagged(CopyBuilder.rust(), false);
        assertThat(answer(container().looped(0, "").examined(stubBehindTag))).isEqualTo("stub-binary");
    }

    @Test
    void rulesOutNothingThatItClaims() {
        var random = new Random(11);
        for (int i = 0; i < 2_000; i++) {
            var facts = random(random);
            var answer = Causes.all().judge(facts.build());
            var claimed = answer.causes().stream().map(Diagnosis.Cause::cause).toList();
            assertThat(answer.ruledOut()).hasSizeLessThanOrEqualTo(8).allSatisfy(out -> {
                assertThat(claimed).doesNotContain(out.cause());
                assertThat(out.because()).isNotBlank();
            });
            assertThat(answer.causes()).allSatisfy(cause -> {
                assertThat(cause.evidence()).isNotEmpty().allMatch(line -> !line.isBlank());
                assertThat(cause.summary()).doesNotContain("null");
                assertThat(String.join("", cause.evidence())).doesNotContain("null");
                assertThat(cause.confidence()).isBetween(0.0, 0.9);
            });
        }
    }

    private static FactsBuilder random(Random random) {
        int[] codes = {0, 0, 0, 1, 2, 101, 126, 127, 132, 134, 137, 139, 255};
        var words = List.of(
                "", "starting\n", Recorded.RUST_INDEX, "sh: 1: /app/backend: not found\n", "exec format error\n");
        var facts = container(random.nextBoolean() ? "/app/backend" : "/app/entrypoint.sh", "x");
        int code = codes[random.nextInt(codes.length)];
        if (random.nextInt(5) == 0) {
            facts.failedStart(
                    127, Recorded.RUNC + "exec: \"/app/backend\": stat /app/backend: no such file or directory");
        } else if (random.nextInt(8) > 0) {
            facts.looped(code, words.get(random.nextInt(words.size())));
        }
        if (random.nextBoolean()) {
            facts.symptom(Symptom.MARKER_MISSING);
        }
        return facts.examined(exam(random));
    }

    private static ExaminationBuilder exam(Random random) {
        var copies = new ArrayList<CopyBuilder>();
        copies.add(CopyBuilder.rust());
        copies.add(CopyBuilder.rustStub().marker("main reached", random.nextBoolean()));
        copies.add(CopyBuilder.go(random.nextInt(100)));
        copies.add(CopyBuilder.c(random.nextInt(20)).exits("_exit"));
        copies.add(CopyBuilder.rust().machine("aarch64").library("libx.so", null, true));
        copies.add(CopyBuilder.rust().segmentsEnd(9_000_000));
        copies.add(CopyBuilder.of(FileCopy.Content.EMPTY, 0).mode(0644));
        copies.add(CopyBuilder.script("#!/bin/sh\r\necho starting\r\n"));
        CopyBuilder copy = copies.get(random.nextInt(copies.size()));
        var exam = random.nextBoolean()
                ? ExaminationBuilder.program(copy)
                : ExaminationBuilder.entrypoint("#!/bin/sh\necho starting\nexec \"$@\"\n", copy);
        if (random.nextInt(4) == 0) {
            exam = ExaminationBuilder.empty()
                    .missing("/app/backend", "/app", random.nextBoolean() ? "/app" : null, copy);
        } else if (random.nextBoolean()) {
            exam.alsoTagged(CopyBuilder.rust(), random.nextBoolean()).alsoEarlier(copy);
        }
        if (random.nextInt(5) == 0) {
            exam.step(CommandStep.Kind.PROGRAM, "bash");
        }
        var kinds = OutputRuntime.Kind.values();
        return exam.runtime(kinds[random.nextInt(kinds.length)], "its bytes", random.nextInt(3) == 0 ? "stdbuf" : null);
    }
}
