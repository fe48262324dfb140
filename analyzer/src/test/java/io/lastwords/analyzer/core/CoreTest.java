package io.lastwords.analyzer.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.diagnosis.Diagnosis.Resolution;
import io.lastwords.model.diagnosis.Diagnosis.Severity;
import io.lastwords.model.diagnosis.Diagnosis.Status;
import io.lastwords.model.examination.Examination;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CoreTest {

    @Test
    void speaksAtTheThirdEndOfASilentLoopThatExitsWithZero() {
        var story = new Story().always().marker("main reached");
        story.start().millis(20).die(0).millis(600).start().millis(20).die(0);
        assertThat(story.said).isEmpty();

        story.millis(700).start().millis(20).dieAlone(0);

        assertThat(story.last().symptoms()).contains("restart-loop", "exit-zero");
        assertThat(story.last().logsComplete()).isFalse();
        story.read();
        assertThat(story.last().symptoms())
                .containsExactly("restart-loop", "exit-zero", "silent", "marker-missing", "short-run");
        assertThat(story.last().logsComplete()).isTrue();
        assertThat(story.last().severity()).isEqualTo(Severity.CRITICAL);
        assertThat(story.last().runs().count()).isEqualTo(3);
        assertThat(story.last().runs().exitCodes()).isEqualTo(Map.of(0, 3));
    }

    @Test
    void opensAtTheFirstUnintendedEndWhateverTheAlarmRuleWaitedFor() {
        var story = loop(0);

        assertThat(story.last().openedAt()).isEqualTo(Story.DAWN.plusMillis(20));
        assertThat(story.last().incident()).isEqualTo(Reports.incidentId("host1/web", Story.DAWN.plusMillis(20)));
    }

    @Test
    void resolvesWhenARunLives() {
        var story = loop(1).millis(700).start().live(60);

        assertThat(story.last().status()).isEqualTo(Status.RESOLVED);
        assertThat(story.last().resolution()).isEqualTo(Resolution.RECOVERED);
        assertThat(story.said.stream().map(Diagnosis::incident).distinct()).hasSize(1);
        assertThat(story.said.stream().map(Diagnosis::revision)).isSorted().doesNotHaveDuplicates();
    }

    /** A minute lies between two starts of a loop that the engine has slowed down, and the end between them was not seen. */
    @Test
    void takesNoRunWhoseEndWasLostForOneThatLived() {
        var story = new Story().always();
        for (int i = 0; i < 3; i++) {
            story.start().seconds(3).die(1).seconds(1);
        }
        story.start().seconds(64).start().seconds(3).die(1);

        assertThat(story.said).extracting(Diagnosis::status).containsOnly(Diagnosis.Status.OPEN);
        assertThat(story.said)
                .extracting(Diagnosis::incident)
                .containsOnly(story.said.getFirst().incident());
        assertThat(story.said.getLast().runs().count()).isEqualTo(4);
    }

    @Test
    void waitsForThreeTimesTheFailingRunsMedianBeforeItCallsALongRunHealthy() {
        var story = new Story().always();
        for (int i = 0; i < 3; i++) {
            story.start().live(100).die(1).millis(500);
        }
        int before = story.said.size();

        story.start().live(290);

        assertThat(story.said).hasSize(before);
        assertThat(story.live(15).last().status()).isEqualTo(Status.RESOLVED);
    }

    @Test
    void speaksAtOnceOfACrashThatNobodyIntended() {
        var story = new Story().start().seconds(30).die(1);

        assertThat(story.last().symptoms()).containsExactly("exit-nonzero", "silent");
        assertThat(story.last().severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void callsACrashUnderAPolicyAWarning() {
        var story = new Story().always().start().seconds(30).die(1);

        assertThat(story.last().severity()).isEqualTo(Severity.WARNING);
    }

    @Test
    void staysSilentOnAnIntendedStop() {
        var story = new Story()
                .always()
                .start()
                .seconds(90)
                .signal(15)
                .seconds(10)
                .signal(9)
                .millis(30)
                .die(137);

        assertThat(story.stopped().live(120).said).isEmpty();
    }

    @Test
    void takesNoOtherSignalForAnExcuse() {
        var story = new Story().start().seconds(90).signal(1).millis(30).die(1);

        assertThat(story.said).isNotEmpty();
    }

    @Test
    void takesAStopLongAgoForNoExcuse() {
        var story = new Story().start().seconds(90).signal(15).seconds(16).die(1);

        assertThat(story.said).isNotEmpty();
    }

    @Test
    void leavesAttachedInteractiveAndOneOffRunsAlone() {
        assertThat(new Story().attached().start().millis(20).die(1).said).isEmpty();
        assertThat(new Story().openStdin().start().millis(20).die(130).said).isEmpty();
        assertThat(new Story().autoRemove().start().millis(20).die(1).said).isEmpty();
        assertThat(new Story()
                        .labels(Map.of("com.docker.compose.oneoff", "True"))
                        .start()
                        .die(1)
                        .said)
                .isEmpty();
        assertThat(new Story()
                        .labels(Map.of("org.testcontainers", "true"))
                        .start()
                        .die(1)
                        .said)
                .isEmpty();
    }

    @Test
    void speaksOfAnAttachedContainerThatThePolicyRestarts() {
        assertThat(new Story().always().attached().start().millis(20).die(1).said)
                .isNotEmpty();
    }

    @Test
    void staysSilentOnJobsThatEndWell() {
        assertThat(new Story().start().seconds(3).die(0).said).isEmpty();
        assertThat(new Story().policy("on-failure", 3).start().seconds(3).die(0).said)
                .isEmpty();
    }

    @Test
    void completesARetriedJob() {
        var story = new Story().policy("on-failure", 0).start().seconds(3).die(1);
        assertThat(story.last().status()).isEqualTo(Status.OPEN);

        story.millis(300).start().seconds(3).die(0);

        assertThat(story.last().resolution()).isEqualTo(Resolution.COMPLETED);
    }

    @Test
    void knowsALoopThatIsDrivenFromOutside() {
        var story = new Story().autoRemove();
        for (int i = 0; i < 5; i++) {
            story.container("c" + i).start().millis(50).die(0);
            assertThat(story.said).isEmpty();
            story.seconds(1);
        }

        story.container("c5").start();

        assertThat(story.last().symptoms()).contains("restart-loop", "exit-zero");
        assertThat(story.last().runs().count()).isEqualTo(5);
        story.millis(50).die(0).live(70);
        assertThat(story.last().resolution()).isEqualTo(Resolution.COMPLETED);
    }

    @Test
    void takesALabelledJobForNoLoop() {
        var story = new Story().labels(Map.of("lastwords.job", "true"));
        for (int i = 0; i < 8; i++) {
            story.start().millis(50).die(0).seconds(1);
        }

        assertThat(story.said).isEmpty();
    }

    @Test
    void speaksAtOnceOfARefusedStart() {
        var story = new Story().refuse(127, "exec: \"/app/web\": stat /app/web: no such file or directory");

        assertThat(story.last().symptoms()).containsExactly("start-failed");
        assertThat(story.last().severity()).isEqualTo(Severity.CRITICAL);
        assertThat(story.last().runs().exitCodes()).isEqualTo(Map.of(127, 1));
    }

    @Test
    void findsARefusedStartAtTheFirstLookAndSaysItOnce() {
        var story = new Story().seen("created", 127, "stat /app/web: no such file", 0);
        story.seen("created", 127, "stat /app/web: no such file", 0);

        assertThat(story.said).hasSize(1);
    }

    @Test
    void leavesARefusedStartThatSomebodyWatchedUnlessItIsAService() {
        assertThat(new Story().attached().refuse(127, "no such file").said).isEmpty();
        assertThat(new Story()
                        .attached()
                        .labels(Map.of("com.docker.compose.service", "web"))
                        .refuse(127, "no such file")
                        .said)
                .hasSize(1);
    }

    @Test
    void saysThatThePolicyGaveUp() {
        var story = new Story()
                .policy("on-failure", 1)
                .start()
                .millis(50)
                .die(1)
                .seconds(1)
                .start()
                .millis(50)
                .die(1);

        story.seconds(2).seen("exited", 1, "", 1);

        assertThat(story.last().symptoms()).contains("gave-up");
        assertThat(story.last().severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void whatEndedWithItsEngineIsNoIncident() {
        var story = new Story()
                .always()
                .start()
                .seconds(100)
                .dieWithEngine(255)
                .seconds(3)
                .start()
                .live(120);

        assertThat(story.said).isEmpty();
        story.die(1)
                .seconds(1)
                .start()
                .millis(20)
                .die(1)
                .seconds(1)
                .start()
                .millis(20)
                .die(1);
        assertThat(story.last().runs().count()).isEqualTo(3);
    }

    @Test
    void ignoresWhatWasDeadBeforeTheFirstLook() {
        var story = new Story().seen("exited", 1, "", 0).found(1).live(120);

        assertThat(story.said).isEmpty();
        story.start().millis(20).die(1);
        assertThat(story.last().openedAt())
                .isEqualTo(Story.DAWN.plusSeconds(120).plusMillis(20));
    }

    @Test
    void speaksOfALoopFoundAtTheFirstLook() {
        var story = new Story().always().seen("restarting", 0, "", 7).found(0);

        assertThat(story.last().symptoms()).contains("restart-loop", "exit-zero");
    }

    @Test
    void resolvesAsStoppedWhenSomebodyStopsTheLoopWhileItWaits() {
        var story = loop(1).seconds(3).stopped().seen("exited", 1, "", 3).live(15);

        assertThat(story.last().resolution()).isEqualTo(Resolution.STOPPED);
    }

    /** docker kill of a container that waits for its restart makes no event at all (Docker Engine 20.10). */
    @Test
    void resolvesAsStoppedWhereSomebodyKillsTheLoopWhileItWaits() {
        var story = loop(1).seconds(3).seen("exited", 1, "", 3).live(15);

        assertThat(story.said).noneMatch(said -> said.symptoms().contains("gave-up"));
        assertThat(story.last().resolution()).isEqualTo(Resolution.STOPPED);
    }

    @Test
    void resolvesAsRemovedWhenNothingTakesItsPlaceForAMinute() {
        var story = loop(1).millis(300).start().signal(9).die(137).remove();
        int before = story.said.size();

        assertThat(story.live(55).said).hasSize(before);
        assertThat(story.live(10).last().resolution()).isEqualTo(Resolution.REMOVED);
    }

    @Test
    void goesOnWithTheSameIncidentInTheSuccessor() {
        var story =
                loop(1).signal(9).remove().seconds(20).container("c2").start().live(60);

        assertThat(story.last().resolution()).isEqualTo(Resolution.RECOVERED);
        assertThat(story.said.stream().map(Diagnosis::incident).distinct()).hasSize(1);
    }

    @Test
    void opensOnAnUnhealthyContainerAndResolvesWhenItIsHealthyForLong() {
        var story = new Story().start().live(100).health("unhealthy");
        assertThat(story.last().symptoms()).containsExactly("unhealthy");
        assertThat(story.last().severity()).isEqualTo(Severity.WARNING);

        story.seconds(10).health("healthy").live(50);
        assertThat(story.said).hasSize(1);

        assertThat(story.live(10).last().resolution()).isEqualTo(Resolution.RECOVERED);
        assertThat(story.last().symptoms()).containsExactly("unhealthy");
        assertThat(story.last().causes()).isEqualTo(story.said.getFirst().causes());
        assertThat(story.health("unhealthy").last().incident())
                .isNotEqualTo(story.said.getFirst().incident());
    }

    @Test
    void tellsOfAContainerThatWasUnhealthyBeforeAnybodyLooked() {
        var story = new Story().healthcheck().foundUnhealthy();

        assertThat(story.said)
                .singleElement()
                .satisfies(said -> assertThat(said.symptoms()).containsExactly("unhealthy"));
    }

    @Test
    void takesNoRestartForTheHealthOfAnUnhealthyContainer() {
        var story = new Story().always().healthcheck().start().live(100).health("unhealthy");

        story.signal(15).seconds(1).die(143).seconds(1).start().live(90).health("unhealthy");
        assertThat(story.said).extracting(Diagnosis::status).containsOnly(Status.OPEN);
        assertThat(story.said.stream().map(Diagnosis::incident).distinct()).hasSize(1);

        assertThat(story.health("healthy").live(60).last().resolution()).isEqualTo(Resolution.RECOVERED);
    }

    @Test
    void takesALongRunThatWasNeverHealthyForNoRecovery() {
        var story = new Story()
                .start()
                .seconds(1)
                .die(1)
                .seconds(1)
                .start()
                .live(20)
                .health("unhealthy");

        story.live(300).die(1);

        assertThat(story.said).extracting(Diagnosis::status).containsOnly(Status.OPEN);
        assertThat(story.said.stream().map(Diagnosis::incident).distinct()).hasSize(1);
    }

    @Test
    void remembersARefusedStartUntilTheNextEnd() {
        var story = new Story().refuse(127, "exec: \"/app/web\": stat /app/web: no such file or directory: unknown");
        var causes = story.last().causes();

        story.seconds(30).start().live(60);

        assertThat(story.last().resolution()).isEqualTo(Resolution.RECOVERED);
        assertThat(story.last().causes()).isEqualTo(causes);
        story.die(3);
        assertThat(story.last().symptoms()).contains("exit-nonzero").doesNotContain("start-failed");
    }

    @Test
    void knowsAnIntendedStopAfterManyReloads() {
        var story = new Story().always().start();
        for (int i = 0; i < 20; i++) {
            story.seconds(3600).signal(i % 2 == 0 ? 1 : 10);
        }

        story.seconds(60).signal(15).seconds(1).die(0).seen("exited", 0, "", 0).live(60);

        assertThat(story.said).isEmpty();
    }

    @Test
    void endsWithItsContainerThoughItsDeathWasNotSeen() {
        var story = loop(1).seconds(1).start().seconds(1).remove().live(70);

        assertThat(story.last().resolution()).isEqualTo(Resolution.REMOVED);
        assertThat(story.live(3600).state().forgettable()).isTrue();
    }

    @Test
    void endsWithItsContainerThoughASiblingHasRunAllAlong() {
        var story = new Story().always().container("sibling").start().seconds(1).container("c1");
        for (int i = 0; i < 3; i++) {
            story.start().millis(20).die(1).millis(700);
        }
        story.remove().live(70);

        assertThat(story.last().resolution()).isEqualTo(Resolution.REMOVED);
        assertThat(story.live(3600).state().forgettable())
                .as("the sibling lives")
                .isFalse();
    }

    @Test
    void endsWithItsContainerThoughASiblingCameLater() {
        Instant first = Story.DAWN;
        var story =
                new Story().container("c1").start().seconds(1).container("c2").start();
        story.seconds(1)
                .endOf("c1", first, 1)
                .container("c1")
                .remove()
                .container("c2")
                .live(70);

        assertThat(story.last().resolution()).isEqualTo(Resolution.REMOVED);
    }

    @Test
    void doesNotEndWithASibling() {
        Instant first = Story.DAWN;
        var removed =
                new Story().container("c1").start().seconds(1).container("c2").start();
        removed.seconds(1).endOf("c1", first, 1).remove().container("c1").live(600);

        assertThat(removed.last().status()).isEqualTo(Status.OPEN);

        var stopped =
                new Story().container("c2").start().seconds(1).container("c3").start();
        stopped.seconds(1).container("c1").start().seconds(1).die(1);
        stopped.seconds(1).container("c3").signal(15).endOf("c3", first.plusSeconds(1), 143);
        stopped.stopped().container("c1").live(600);

        assertThat(stopped.last().status()).isEqualTo(Status.OPEN);
    }

    @Test
    void endsWhereItsSuccessorIsStopped() {
        var story = new Story().container("c1").start().seconds(1).die(1);
        story.seconds(5).container("c2").start().seconds(5).signal(15).die(143).stopped();
        story.live(15);

        assertThat(story.last().resolution()).isEqualTo(Resolution.STOPPED);
    }

    @Test
    void goesOnWhereTheContainerBeforeIsRemovedOnlyAfterItsSuccessorFailed() {
        var story = new Story().always().container("c1").start().seconds(1).die(1);
        story.container("c1")
                .remove()
                .seconds(5)
                .container("c2")
                .start()
                .seconds(1)
                .die(1);
        story.live(90);

        assertThat(story.last().status()).isEqualTo(Status.OPEN);
    }

    @Test
    void endsTheIncidentOfAHealthCheckWithItsContainerAlone() {
        Instant second = Story.DAWN.plusSeconds(1);
        var gone = new Story()
                .healthcheck()
                .container("c2")
                .start()
                .seconds(1)
                .container("c1")
                .start();
        gone.seconds(9)
                .health("unhealthy")
                .seconds(5)
                .signal(15)
                .endOf("c1", second, 143)
                .remove();
        gone.container("c2").live(70);

        assertThat(gone.last().resolution()).isIn(Resolution.REMOVED, Resolution.STOPPED);

        var well = new Story()
                .healthcheck()
                .container("c2")
                .start()
                .seconds(1)
                .container("c1")
                .start();
        well.seconds(9)
                .health("unhealthy")
                .seconds(1)
                .container("c2")
                .health("healthy")
                .live(300);

        assertThat(well.last().status()).as("c1 is as it was").isEqualTo(Status.OPEN);
        well.container("c1").health("healthy").live(70);
        assertThat(well.last().resolution()).isEqualTo(Resolution.RECOVERED);
    }

    @Test
    void recoversByASuccessorThatIsHealthyBeforeTheOldOneEnds() {
        Instant first = Story.DAWN;
        var story = new Story().healthcheck().container("c1").start().seconds(9).health("unhealthy");
        story.seconds(1).container("c2").start().seconds(5).health("healthy");
        story.seconds(5).container("c1").signal(15).endOf("c1", first, 143).remove();
        story.container("c2").live(120);

        assertThat(story.last().resolution()).isEqualTo(Resolution.RECOVERED);
    }

    @Test
    void forgetsThatTheOneBeforeIsGone() {
        var story = new Story().healthcheck();
        story.container("c1").refuse(128, "driver failed: Bind for 0.0.0.0:80 failed: port is already allocated");
        story.seconds(20)
                .container("c2")
                .start()
                .seconds(5)
                .container("c1")
                .remove()
                .container("c2")
                .live(90);
        assertThat(story.last().resolution()).isEqualTo(Resolution.RECOVERED);

        story.health("unhealthy").live(20).signal(15).die(143).start().live(20);

        assertThat(story.last().status()).isEqualTo(Status.OPEN);
        assertThat(story.live(7200).state().forgettable()).isFalse();
    }

    @Test
    void tellsOfAnUnhealthyRunAndNotOfTheStartThatFailedBefore() {
        var story = new Story().healthcheck();
        story.refuse(128, "driver failed: Bind for 0.0.0.0:80 failed: port is already allocated");
        story.seconds(20).start().seconds(20).health("unhealthy").live(20);

        assertThat(story.last().causes().getFirst().cause()).isEqualTo("unhealthy");
    }

    /** Beside the largest examination there is. */
    @Test
    void fitsIntoARecordWhateverManySiblingsWrite() {
        var story = new Story();
        String line = "Exception in thread \"main\" " + "\u4e16".repeat(600);
        for (String batch : new String[] {"a", "b"}) {
            story.seconds(100);
            for (int i = 0; i < 12; i++) {
                story.container(batch + i).start();
            }
            for (int i = 0; i < 12; i++) {
                story.container(batch + i);
                for (int j = 0; j < 40; j++) {
                    story.print(line, 1_000 + j, false);
                }
            }
            for (int i = 0; i < 12 && batch.equals("a"); i++) {
                story.container(batch + i).die(1);
            }
        }

        assertThat(story.state().write()).hasSizeLessThan((1 << 20) - Examination.MAX_BYTES - (16 << 10));
    }

    @Test
    void takesRunsSideBySideForNoLoop() {
        var story = new Story().autoRemove();
        var started = new ArrayList<Instant>();
        for (int i = 0; i < 6; i++) {
            started.add(Story.DAWN.plusMillis(10L * i));
            story.container("c" + i).start().millis(10);
        }
        story.seconds(300);
        for (int i = 0; i < 5; i++) {
            story.endOf("c" + i, started.get(i), 0).millis(10);
        }
        story.container("c7").start();

        assertThat(story.said).isEmpty();
    }

    @Test
    void seesACrashAmongManySiblings() {
        var story = new Story();
        for (int i = 0; i < 14; i++) {
            story.container("c" + i).start().seconds(1);
        }
        story.endOf("c6", Story.DAWN.plusSeconds(6), 1);

        assertThat(story.said).isNotEmpty();
    }

    @Test
    void claimsNothingOfOutputThatItDoesNotKnow() {
        var story = new Story().always().marker("ready");
        for (int i = 0; i < 3; i++) {
            story.start().millis(20).dieAlone(0).millis(700);
        }

        assertThat(story.last().symptoms()).containsExactly("restart-loop", "exit-zero", "short-run");
    }

    @Test
    void takesOneSilentRunAmongRunsThatSpokeForOneWhoseOutputTheEngineLost() {
        var story = new Story().always().marker("ready");
        for (int i = 0; i < 3; i++) {
            story.start().millis(20).print("ready").die(0).millis(700);
        }
        story.start().millis(20).die(0).millis(700);

        assertThat(story.last().symptoms()).doesNotContain("silent", "marker-missing");
        assertThat(story.last().lastWords()).extracting(Diagnosis.Line::text).containsExactly("ready");

        story.start().millis(20).die(0);

        assertThat(story.last().symptoms()).contains("silent", "marker-missing");
    }

    @Test
    void seesTheMarkerAndTheLastWords() {
        var story = new Story().marker("main reached");
        story.start().millis(5).print("main reached").print("cannot go on").die(3);

        assertThat(story.last().symptoms()).doesNotContain("marker-missing");
        assertThat(story.last().lastWords())
                .extracting(Diagnosis.Line::text)
                .containsExactly("main reached", "cannot go on");
    }

    @Test
    void seesTheTellTaleOfALostBuffer() {
        var story = new Story()
                .start()
                .millis(5)
                .print("x".repeat(100), 16_384, true)
                .die(1);

        assertThat(story.last().symptoms()).contains("output-cut");
    }

    @Test
    void changesNothingWhenRecordsComeTwice() {
        var story = loop(1);
        var said = story.said.size();
        for (var event : java.util.List.copyOf(story.events)) {
            if (!(event instanceof io.lastwords.model.journal.LogChunk)) {
                story.tell(event);
            }
        }

        assertThat(story.said).hasSize(said);
    }

    @Test
    void keepsItsStateSmallInALongLoop() {
        var story = new Story().always();
        for (int i = 0; i < 100; i++) {
            story.start();
            for (int line = 0; line < 30; line++) {
                story.print("a line of the usual length that says what the service does, number " + line);
            }
            story.millis(20).die(i % 7).after(Duration.ofSeconds(60));
        }

        assertThat(story.state().write()).hasSizeLessThan(64 * 1024);
        assertThat(story.last().runs().count()).isEqualTo(100);
        assertThat(story.said).hasSizeLessThan(140);
    }

    @Test
    void forgetsAWorkloadAnHourAfterItIsGone() {
        var story = new Story().start().seconds(90).signal(15).die(143).remove().live(3600);

        assertThat(story.state().forgettable()).isTrue();
    }

    @Test
    void keepsContainersThatShareAWorkloadApart() {
        var story = new Story()
                .container("a")
                .start()
                .seconds(1)
                .container("b")
                .start()
                .seconds(1);

        story.endOf("a", Story.DAWN, 1);

        assertThat(story.last().symptoms()).contains("exit-nonzero");
        assertThat(story.live(120).last().status()).isEqualTo(Status.OPEN);
    }

    private static Story loop(int exitCode) {
        var story = new Story().always();
        for (int i = 0; i < 3; i++) {
            story.start().millis(20).die(exitCode).millis(700);
        }
        return story;
    }
}
