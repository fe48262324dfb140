package io.lastwords.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.cli.story.Happening;
import io.lastwords.cli.story.Story;
import io.lastwords.model.diagnosis.Delivery;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.diagnosis.Verdict;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final Instant OPENED = Instant.parse("2026-11-21T02:00:00Z");
    private static final Clock CLOCK = Clock.fixed(OPENED, ZoneOffset.UTC);

    @Test
    void tellsTheWholeStory() {
        var journal = List.of(
                died(0, 4000, 101),
                died(1, 21, 101),
                new Happening.NotStarted(OPENED.plusSeconds(2), 127, "exec: \"/app/web\": no such file"),
                new Happening.Lives(OPENED.plusSeconds(30)));
        var verdict = new Verdict(1, "shop-1", 1, "address-in-use", "aborted", "ada", "", OPENED.plusSeconds(86_400));
        var story = Story.of(
                List.of(Diagnoses.open(1, "address-in-use", true), Diagnoses.resolved(2, "address-in-use")),
                journal,
                List.of(delivery(Delivery.Outcome.DELIVERED, null, 3), delivery(Delivery.Outcome.REJECTED, "no", 4)),
                List.of(),
                verdict);

        assertThat(timeline(story, false)).isEqualTo("""
                ── timeline, UTC ───────────────────────────────────────────────────────────────
                  2026-11-21
                  02:00:00  run 1     ████████████        4 s  exit 101
                  02:00:01  run 2     ▏                 21 ms  exit 101
                  02:00:02  start 3   failed, exit 127: exec: "/app/web": no such file
                  02:00:02  diagnosis address-in-use (very likely, 92 %): Its program wants port
                                      8080, which another process in the same network namespace
                                      has.
                  02:00:02  over      recovered
                  02:00:03  notice    slack: opened, delivered
                  02:00:04  notice    slack: opened, not delivered: no
                  02:00:30  run 4     ▶ goes on from here
                  2026-11-22
                  02:00:00  verdict   not address-in-use, but aborted, says ada

                  Last words
                  02:00:00.000 │ ledger 2026.11 starting
                  02:00:00.012 ┃ thread 'main' panicked at src/main.rs:41:10: failed to bind
                               ┃ 0.0.0.0:8080: Os { code: 98 }""");
    }

    @Test
    void showsOfManyDeathsAlikeTheFirstAndTheLast() {
        var journal = new ArrayList<Happening>();
        for (int i = 0; i < 40; i++) {
            journal.add(died(i, 20 + i, i == 20 ? 1 : 3));
        }
        var story = Story.of(List.of(Diagnoses.open(1, "aborted", true)), journal, List.of(), List.of(), null);

        assertThat(timeline(story, false).lines().filter(line -> line.contains("run ") || line.contains("…")))
                .extracting(line -> line.replaceAll("[█▉▊▋▌▍▎▏]|  +", " ").replaceAll(" +", " "))
                .startsWith(" 02:00:00 run 1 20 ms exit 3", " 02:00:01 run 2 21 ms exit 3")
                .contains(
                        " 02:00:20 run 21 40 ms exit 1",
                        " … 12 more like these, 26 ms to 37 ms (--all shows each)",
                        " … 14 more like these, 44 ms to 57 ms (--all shows each)")
                .endsWith(" 02:00:38 run 39 58 ms exit 3", " 02:00:39 run 40 59 ms exit 3")
                .hasSize(16);
        assertThat(timeline(story, true).lines().filter(line -> line.contains("run ")))
                .hasSize(40);
    }

    @Test
    void leavesOutWhatWasNotedBefore() {
        var journal = new ArrayList<Happening>();
        for (int i = 0; i < 10; i++) {
            journal.add(new Happening.Noted(OPENED.plusSeconds(i), "the kernel killed a process"));
            journal.add(died(i, 20, 137));
        }
        var story = Story.of(List.of(Diagnoses.open(1, "aborted", true)), journal, List.of(), List.of(), null);

        assertThat(timeline(story, false).lines())
                .filteredOn(line -> line.contains("the kernel"))
                .hasSize(1);
        assertThat(timeline(story, true).lines())
                .filteredOn(line -> line.contains("the kernel"))
                .hasSize(10);
    }

    @Test
    void saysWhatTheJournalHasNoMore() {
        var story = Story.of(
                List.of(Diagnoses.open(1, "aborted", true)), List.of(died(1, 21, 3)), List.of(), List.of(), null);

        assertThat(timeline(story, false))
                .contains("  …         the journal has no more of 2 deaths\n")
                .contains("run 3 ");
    }

    @Test
    void saysEachDiagnosisThatIsNewAndNoOther() {
        var revisions = List.of(
                Diagnoses.open(1, "unexplained", true),
                Diagnoses.open(2, "unexplained", true),
                Diagnoses.open(3, "aborted", true),
                Diagnoses.open(4, "aborted", true));

        assertThat(timeline(Story.of(revisions, List.of(), List.of(), List.of(), null), false)
                        .lines()
                        .filter(line -> line.contains("diagnosis ")))
                .satisfiesExactly(
                        line -> assertThat(line).contains("unexplained"),
                        line -> assertThat(line).contains("aborted"));
    }

    @Test
    void doesNotSayHowSureItIsOfNothing() {
        var story = Story.of(List.of(Diagnoses.open(1, "unexplained", true)), List.of(), List.of(), List.of(), null);

        assertThat(timeline(story, false)).contains("diagnosis unexplained (nothing known fits)");
    }

    @Test
    void neverGoesOverTheEdgeAndShowsNoEscapes() {
        var error = "\u001b[31mthe engine\nsays " + "a long and winding sentence ".repeat(20);
        var story = Story.of(
                List.of(Diagnoses.open(1, "aborted", true)),
                List.of(
                        new Happening.Died(OPENED, OPENED.minusSeconds(400_000), 137, true, error),
                        new Happening.NotStarted(OPENED, 127, error),
                        new Happening.Noted(OPENED, error)),
                List.of(),
                List.of(),
                null);

        for (int columns = 60; columns <= 100; columns++) {
            int width = columns;
            assertThat(Timeline.lines(story, new Screen(columns, false), CLOCK, false))
                    .filteredOn(line -> !line.contains("registry.example/shop/ledger:2026.11"))
                    .allSatisfy(line -> {
                        assertThat(Wrapping.length(line)).isLessThanOrEqualTo(width);
                        assertThat(line).doesNotContain("\u001b", "\n");
                    });
        }
    }

    /** From the rule on: what is above is the page. */
    private static String timeline(Story story, boolean all) {
        return Timeline.lines(story, new Screen(80, false), CLOCK, all).stream()
                .dropWhile(line -> !line.contains("timeline"))
                .collect(Collectors.joining("\n"));
    }

    private static Happening died(int second, int millis, int exitCode) {
        var end = OPENED.plusSeconds(second);
        return new Happening.Died(end, end.minusMillis(millis), exitCode, false, "");
    }

    private static Delivery delivery(Delivery.Outcome outcome, @Nullable String reason, int second) {
        return new Delivery(
                1,
                "slack",
                "shop-1",
                1,
                Delivery.Notice.OPENED,
                "address-in-use",
                Diagnosis.Status.OPEN,
                outcome,
                reason,
                OPENED.plusSeconds(second),
                "",
                "",
                1,
                null);
    }
}
