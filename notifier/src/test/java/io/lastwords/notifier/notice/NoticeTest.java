package io.lastwords.notifier.notice;

import static io.lastwords.notifier.Diagnoses.OPENED;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.notifier.Diagnoses;
import io.lastwords.notifier.match.Matcher;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class NoticeTest {
    @Test
    void saysHowToSilenceItInACommandThatAShellUnderstands() {
        assertThat(Notice.of(Diagnoses.open(1)).answers())
                .extracting(Notice.Answer::command)
                .first()
                .isEqualTo("./lastwords silence add workload=host1/shop/backend/1 --for 2h");
        var odd =
                new Diagnosis.Workload("h/it's $(x) here", "h", "c", "odd", "web:1", "sha256:1", null, null, Map.of());
        assertThat(Notice.of(Diagnoses.about(odd)).answers())
                .extracting(Notice.Answer::command)
                .first()
                .isEqualTo("./lastwords silence add 'workload=h/it'\\''s $(x) here' --for 2h");
        assertThat(Notice.of(Diagnoses.resolved(2)).answers()).isEmpty();
    }

    @Test
    void theCommandThatSilencesItFitsAWorkloadWhoseNameIsAnything() {
        for (var id : List.of("h/web:1 sh -c `date`\n\texit\u001b[0m ", "h/web:1 " + "x".repeat(400), "h/\ud83d😀")) {
            var diagnosis = Diagnoses.about(
                    new Diagnosis.Workload(id, "h", "c", "odd", "web:1", "sha256:1", null, null, Map.of()));

            var command = Notice.of(diagnosis).answers().getFirst().command();

            assertThat(command).hasSizeLessThan(300).doesNotContain("\n").doesNotContain("`");
            var matcher = command.substring(command.indexOf('\'') + 1, command.lastIndexOf('\''));
            assertThat(Matcher.parse(matcher).matches(diagnosis)).as(command).isTrue();
            assertThat(Matcher.parse(matcher).matches(Diagnoses.open(1))).isFalse();
        }
    }

    @Test
    void tellsWhatDiesWhereAndHowOften() {
        var notice = Notice.of(Diagnoses.open(1));

        assertThat(notice.title()).isEqualTo("shop/backend keeps dying: stub-binary");
        assertThat(notice.headline())
                .isEqualTo("shop/backend on host1 died 7 times in 12 s, each time with exit code 0.");
        assertThat(notice.facts())
                .containsExactly("A run lasts about 21 ms.", "The line that says its program has started never came.");
        assertThat(notice.cause())
                .isEqualTo(new Notice.Cause(
                        "stub-binary",
                        "almost certain, 97 %",
                        "The image holds a placeholder program that was built before the real sources were copied.",
                        "Otherwise main-not-reached (only a guess, 2 %)."));
        assertThat(notice.footer())
                .containsExactly(
                        "since 2026-11-21 02:00:00 UTC",
                        "image shop/backend:2.3",
                        "container shop-backend-1 c0ffee012345",
                        "incident i-7f3a");
    }

    @Test
    void tellsTheEndShortly() {
        var notice = Notice.of(Diagnoses.resolved(9));

        assertThat(notice.headline())
                .isEqualTo("shop/backend on host1 has recovered, 4 min 12 s after the trouble began.");
        assertThat(notice.facts())
                .containsExactly("Before that it died 7 times in 12 s, each time with exit code 0;"
                        + " the cause: stub-binary (almost certain, 97 %).");
        assertThat(notice.fix()).isEmpty();
        assertThat(notice.lastWords()).isEmpty();
    }

    @Test
    void tellsWhatTheCauseWasBefore() {
        var notice = Notice.ofChange(Diagnoses.open(2, "out-of-memory"), "stub-binary");

        assertThat(notice.title()).isEqualTo("shop/backend keeps dying: out-of-memory (not stub-binary)");
        assertThat(notice.facts().getFirst()).contains("out-of-memory, and not stub-binary");
    }

    @Test
    void countsDifferentExitCodesTheMostFrequentFirst() {
        assertThat(happened(List.of("restart-loop"), 8, Map.of(1, 2, 137, 5, 0, 1)))
                .isEqualTo("died 8 times in 12 s, exit codes: 5 times with 137 (SIGKILL), twice with 1, once with 0");
    }

    @Test
    void tellsASingleDeathByItsLength() {
        assertThat(happened(List.of("exit-nonzero"), 1, Map.of(101, 1)))
                .isEqualTo("died with exit code 101 after 21 ms");
    }

    @Test
    void tellsAStartThatFailed() {
        assertThat(happened(List.of("start-failed"), 1, Map.of(127, 1)))
                .isEqualTo("failed to start with exit code 127");
        assertThat(happened(List.of("start-failed"), 3, Map.of(127, 3)))
                .isEqualTo("failed to start 3 times in 12 s, each time with exit code 127");
    }

    @Test
    void tellsOfAnUnhealthyContainerThatRuns() {
        assertThat(happened(List.of("unhealthy"), 0, Map.of())).isEqualTo("is running, but its health check fails");
    }

    @Test
    void boundsAndCleansWhatAContainerWrote() {
        var cause =
                new Diagnosis.Cause("uncaught-error", 0.9, "x\u001b[2J".repeat(3_000_000), nCopies(100), nCopies(100));
        var notice = Notice.of(
                Diagnoses.of("i", 1, cause, Diagnoses.lines("\u0007" + "y".repeat(10_000_000)), true, OPENED));

        assertThat(Objects.requireNonNull(notice.cause()).summary())
                .hasSizeLessThan(700)
                .doesNotContain("\u001b");
        assertThat(notice.evidence()).hasSize(13).last().isEqualTo("… and 88 more.");
        assertThat(notice.fix()).hasSize(6);
        assertThat(notice.lastWords().getFirst().text()).hasSize(2_000).startsWith("y");
    }

    @Test
    void aTestSaysThatItIsOne() {
        var notice = Notice.of(Diagnoses.open(1)).asTest();

        assertThat(notice.title()).startsWith("Test, nothing died: ");
        assertThat(notice.facts().getFirst()).contains("nothing died");
    }

    private static List<String> nCopies(int count) {
        return java.util.Collections.nCopies(count, "a fact");
    }

    @Test
    void promisesNoRemedyWhereNothingIsExplained() {
        assertThat(unexplained(List.of("exit-nonzero"), 1, Map.of(1, 1)).fixTitle())
                .isEqualTo("Where to look");
        assertThat(Notice.of(Diagnoses.open(1)).fixTitle()).isEqualTo("What mends it");
    }

    private static String happened(List<String> symptoms, int count, Map<Integer, Integer> codes) {
        return unexplained(symptoms, count, codes).happened();
    }

    private static Notice unexplained(List<String> symptoms, int count, Map<Integer, Integer> codes) {
        return Notice.of(new Diagnosis(
                1,
                Diagnosis.Scope.WORKLOAD,
                "i",
                1,
                Diagnosis.Status.OPEN,
                null,
                Diagnosis.Severity.WARNING,
                new Diagnosis.Workload("h/web", "h", "c", "web", "web:1", "sha256:1", null, null, Map.of()),
                symptoms,
                List.of(Diagnoses.cause("unexplained")),
                List.of(),
                new Diagnosis.Runs(count, codes, OPENED.minusSeconds(12), OPENED, 21),
                List.of(),
                true,
                OPENED,
                OPENED,
                null,
                null));
    }
}
