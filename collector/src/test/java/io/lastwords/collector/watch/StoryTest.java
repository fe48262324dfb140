package io.lastwords.collector.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.collector.journal.ContainerPosition;
import io.lastwords.model.journal.ContainerSeen;
import io.lastwords.model.journal.ContainerSettings;
import io.lastwords.model.journal.ContainerState;
import io.lastwords.model.journal.Origin;
import io.lastwords.model.journal.Removed;
import io.lastwords.model.journal.RunEnded;
import io.lastwords.model.journal.RunStarted;
import io.lastwords.model.journal.StartFailed;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StoryTest {
    private static final Instant ZERO = Instant.parse("2026-01-01T00:00:00Z");
    private static final Origin ORIGIN = new Origin("h", "e", "h/api", "c1");
    private static final ContainerSettings ALWAYS = SomeSettings.under("always");
    private static final ContainerSettings NO_POLICY = SomeSettings.under("no");

    private static Instant at(long millis) {
        return ZERO.plusMillis(millis);
    }

    private static ContainerState state(
            String status, int exitCode, String error, @Nullable Instant startedAt, @Nullable Instant finishedAt) {
        return new ContainerState(status, exitCode, false, error, startedAt, finishedAt, 0, null);
    }

    private static final ContainerPosition CREATED =
            new Change(ContainerPosition.unknown(ORIGIN)).event(at(0)).position();

    private static ContainerPosition running() {
        return Story.started(CREATED, at(105), ALWAYS, state("running", 0, "", at(100), null))
                .position();
    }

    private static ContainerPosition restarting() {
        return Story.ended(running(), at(200), 3, false, ALWAYS, state("restarting", 3, "", at(100), at(199)))
                .position();
    }

    @Test
    void aRunThatIsFoundDeadTakesNoLineOfTheNextAndTheNextNoneOfItsOwn() {
        var found = Story.firstLook(
                        ORIGIN,
                        at(1000),
                        at(1000),
                        null,
                        at(3000),
                        ALWAYS,
                        state("restarting", 3, "", at(700), at(950)))
                .position();
        assertThat(found.runs().getLast().readTo()).isEqualTo(at(1050));

        var read = new Change(found).withoutRunsUpTo(at(700)).position();
        var next = Story.started(read, at(1600), ALWAYS, state("running", 0, "", at(1595), at(950)))
                .position();
        assertThat(next.runs().getLast().from()).isEqualTo(at(1050));
    }

    @Test
    void aRunThatIsFoundDeadEndsWithTheLookSoThatTheNextIsReadWhole() {
        var dead = Story.firstLook(
                        ORIGIN, at(1000), at(1000), null, at(1020), NO_POLICY, state("exited", 0, "", at(900), at(950)))
                .position();
        var next = Story.started(dead, at(1030), NO_POLICY, state("running", 0, "", at(1025), at(950)))
                .position();

        assertThat(dead.runs().getLast().readTo()).isEqualTo(at(1020));
        assertThat(next.runs().getLast().from()).isEqualTo(at(1020));
    }

    @Test
    void namesARunByItsStartEvent() {
        var step = Story.started(CREATED, at(105), ALWAYS, state("running", 0, "", at(100), null));

        assertThat(step.events()).containsExactly(new RunStarted(ORIGIN, at(105), ALWAYS, false, true));
        assertThat(step.position().running()).isTrue();
        assertThat(step.position().startedAt()).isEqualTo(at(100));
        assertThat(step.position().runs()).singleElement().satisfies(run -> {
            assertThat(run.run()).isEqualTo(at(105));
            assertThat(run.from()).isNull();
        });
    }

    @Test
    void beginsEachRunsLinesAfterTheDieEventBefore() {
        var step = Story.started(restarting(), at(900), ALWAYS, state("running", 0, "", at(895), at(199)));

        assertThat(step.position().runs().getLast().from()).isEqualTo(at(200));
    }

    @Test
    void endsARunWithTheEventsCodeAndTheStatesWord() {
        var oom = new ContainerState("restarting", 0, true, "", at(100), at(199), 1, null);
        var step = Story.ended(running(), at(200), 137, false, ALWAYS, oom);

        assertThat(step.events()).containsExactly(new RunEnded(ORIGIN, at(200), at(105), 137, true, "", true));
        assertThat(step.position().restarting()).isTrue();
        assertThat(step.position().runs().getLast().readTo()).isEqualTo(at(200));
    }

    @Test
    void doesNotTakeTheNextRunsStateForThisRuns() {
        var next = new ContainerState("running", 0, true, "", at(300), at(199), 1, null);
        var step = Story.ended(running(), at(200), 1, false, ALWAYS, next);

        assertThat(step.events()).containsExactly(new RunEnded(ORIGIN, at(200), at(105), 1, false, "", true));
        assertThat(step.position().restarting()).isTrue();
    }

    @Test
    void showsAContainerThatItsPolicyWillNotStartAgain() {
        var over = state("exited", 3, "", at(100), at(199));
        var step = Story.ended(running(), at(200), 3, false, ALWAYS, over);

        assertThat(step.events().getLast()).isEqualTo(new ContainerSeen(ORIGIN, at(200), ALWAYS, over));
        assertThat(step.position().restarting()).isFalse();
    }

    @Test
    void doesNotTakeARestartThatHasFailedMeanwhileForThePolicysEnd() {
        var failed = state("exited", 127, "no such file or directory", at(100), at(199));
        var step = Story.ended(running(), at(200), 4, false, ALWAYS, failed);

        assertThat(step.events()).singleElement().isInstanceOfSatisfying(RunEnded.class, ended -> {
            assertThat(ended.exitCode()).isEqualTo(4);
            assertThat(ended.error()).isEmpty();
        });
        assertThat(step.position().restarting()).isTrue();
        assertThat(Story.lookedAgain(step.position(), at(300), ALWAYS, failed).events())
                .singleElement()
                .isInstanceOfSatisfying(
                        StartFailed.class, start -> assertThat(start.restart()).isTrue());
    }

    @Test
    void tellsTheStartThatAPolicyAskedForInVain() {
        var vanished = state("exited", 0, "stat /app: no such file", at(100), at(199));
        var step = Story.lookedForFailure(restarting(), at(900), ALWAYS, vanished, true);

        assertThat(step.events())
                .containsExactly(new StartFailed(ORIGIN, at(900), 0, "stat /app: no such file", ALWAYS, false, true));
        assertThat(step.position().restarting()).isFalse();
        assertThat(Story.lookedAgain(step.position(), at(5000), ALWAYS, vanished)
                        .events())
                .isEmpty();
    }

    @Test
    void tellsASecondFailureOnlyWhereThereWasASecondAttempt() {
        var failed = state("created", 127, "stat /app: no such file", null, null);
        var first = Story.lookedForFailure(CREATED, at(50), NO_POLICY, failed, true);

        assertThat(first.events()).hasSize(1);
        assertThat(Story.lookedForFailure(first.position(), at(90), NO_POLICY, failed, false)
                        .events())
                .isEmpty();
        assertThat(Story.lookedForFailure(first.position(), at(90), NO_POLICY, failed, true)
                        .events())
                .hasSize(1);
    }

    @Test
    void showsAContainerWhoseDueRestartNeverCame() {
        var over = state("exited", 3, "", at(100), at(199));
        var step = Story.lookedAgain(restarting(), at(5000), ALWAYS, over);

        assertThat(step.events()).containsExactly(new ContainerSeen(ORIGIN, at(5000), ALWAYS, over));
        assertThat(Story.lookedAgain(step.position(), at(9000), ALWAYS, over).events())
                .isEmpty();
    }

    @Test
    void findsARunningContainerAtTheFirstLook() {
        var step = Story.firstLook(
                ORIGIN, at(1000), at(1000), null, at(3000), ALWAYS, state("running", 0, "", at(100), at(50)));

        assertThat(step.events()).hasSize(2);
        assertThat(step.events().getLast()).isEqualTo(new RunStarted(ORIGIN, at(100), ALWAYS, false, false));
        assertThat(step.position().runs()).singleElement().satisfies(run -> {
            assertThat(run.from()).isEqualTo(at(75));
            assertThat(run.lookBack()).isTrue();
            assertThat(run.end()).isNull();
        });
    }

    @Test
    void readsAFirstRunFromTheContainersMakingOnUnlessOneBeforeIsKnown() {
        var first = Story.firstLook(
                ORIGIN, at(1000), at(1000), null, at(3000), ALWAYS, state("running", 0, "", at(100), null));
        assertThat(first.position().runs().getLast().from()).isEqualTo(ALWAYS.created());

        var next = Story.lookedAgain(first.position(), at(9000), ALWAYS, state("running", 0, "", at(5000), null));
        assertThat(next.position().runs().getLast().from()).isEqualTo(at(4900));
    }

    @Test
    void findsADeadContainerAtTheFirstLook() {
        var step = Story.firstLook(
                ORIGIN, at(1000), at(1000), null, at(3000), NO_POLICY, state("exited", 4, "", at(100), at(600)));

        assertThat(step.events().getLast()).isEqualTo(new RunEnded(ORIGIN, at(600), at(100), 4, false, "", false));
        assertThat(step.position().runs().getLast().readTo()).isEqualTo(at(1600));
        assertThat(step.position().running()).isFalse();
    }

    @Test
    void doesNotDoubleARunThatALookHadFoundBeforeItsEventCame() {
        var running =
                Story.firstLook(ORIGIN, at(50), at(50), null, at(3000), ALWAYS, state("running", 0, "", at(100), null));
        assertThat(Story.started(running.position(), at(105), ALWAYS, state("running", 0, "", at(100), null))
                        .events())
                .isEmpty();

        var dead = Story.firstLook(
                ORIGIN, at(50), at(50), null, at(3000), ALWAYS, state("restarting", 1, "", at(100), at(110)));
        var own = Story.started(dead.position(), at(105), ALWAYS, state("restarting", 1, "", at(100), at(110)));
        var die = Story.ended(own.position(), at(112), 1, false, ALWAYS, state("restarting", 1, "", at(100), at(110)));
        var next = Story.started(die.position(), at(900), ALWAYS, state("running", 0, "", at(895), at(110)));
        assertThat(own.events()).isEmpty();
        assertThat(die.events()).isEmpty();
        assertThat(next.events()).hasSize(1);
    }

    @Test
    void leavesAnEndThatHappensWhileItLooksToItsEvent() {
        var exited = state("exited", 1, "", at(100), at(110));
        var found = Story.firstLook(ORIGIN, at(105), at(105), null, at(3000), NO_POLICY, exited);
        assertThat(found.events().getLast()).isEqualTo(new RunStarted(ORIGIN, at(100), NO_POLICY, false, false));
        assertThat(found.position().running()).isTrue();

        assertThat(Story.ended(found.position(), at(112), 1, false, NO_POLICY, exited)
                        .events())
                .containsExactly(new RunEnded(ORIGIN, at(112), at(100), 1, false, "", true));
        assertThat(Story.lookedAgain(found.position(), at(5000), NO_POLICY, exited)
                        .events())
                .as("where the event never comes")
                .containsExactly(new RunEnded(ORIGIN, at(110), at(100), 1, false, "", false));
    }

    @Test
    void takesForItsOwnWhatWasMadeSinceItWatchedAlsoWhereTheEngineHasForgottenIt() {
        var exited = state("exited", 1, "", at(100), at(110));
        Instant made = NO_POLICY.created();

        var own = Story.firstLook(ORIGIN, at(1000), at(1000), made.minusMillis(1), at(3000), NO_POLICY, exited);
        var before = Story.firstLook(ORIGIN, at(1000), at(1000), made, at(3000), NO_POLICY, exited);

        assertThat(own.events())
                .contains(new RunStarted(ORIGIN, at(100), NO_POLICY, false, true))
                .contains(new RunEnded(ORIGIN, at(110), at(100), 1, false, "", false));
        assertThat(before.events()).contains(new RunStarted(ORIGIN, at(100), NO_POLICY, false, false));
    }

    @Test
    void ignoresOlderRunsThanTheOneThatALookHadFound() {
        var found = Story.firstLook(
                ORIGIN, at(50), at(50), null, at(3000), ALWAYS, state("running", 0, "", at(500), at(110)));

        assertThat(Story.ended(found.position(), at(112), 1, false, ALWAYS, null)
                        .events())
                .isEmpty();
    }

    @Test
    void tellsOfARunWhoseEventsWereMissed() {
        var missed = state("running", 0, "", at(60_000), at(59_000));
        var step = Story.lookedAgain(running(), at(90_000), ALWAYS, missed);

        assertThat(step.events()).containsExactly(new RunStarted(ORIGIN, at(60_000), ALWAYS, false, false));
        assertThat(step.position().runs()).hasSize(2);
        assertThat(step.position().runs().getFirst().lost()).contains("not seen");
        assertThat(step.position().runs().getFirst().readTo()).isEqualTo(at(59_100));
        assertThat(step.position().runs().getLast().from()).isEqualTo(at(59_100));
    }

    @Test
    void tellsOfAnEndThatWasMissed() {
        var step = Story.lookedAgain(running(), at(90_000), NO_POLICY, state("exited", 9, "", at(100), at(60_000)));

        assertThat(step.events()).containsExactly(new RunEnded(ORIGIN, at(60_000), at(105), 9, false, "", false));
    }

    @Test
    void waitsForEventsThatMayBeOnTheirWay() {
        assertThat(Story.unsettled(running(), at(88_000), state("running", 0, "", at(89_000), at(88_500))))
                .isTrue();
        assertThat(Story.unsettled(running(), at(88_000), state("exited", 0, "", at(100), at(89_000))))
                .isTrue();
        assertThat(Story.unsettled(running(), at(88_000), state("exited", 0, "", at(100), at(80_000))))
                .isFalse();
    }

    @Test
    void removesOnce() {
        var step = Story.removed(running(), at(300));

        assertThat(step.events()).containsExactly(new Removed(ORIGIN, at(300)));
        assertThat(step.position().runs().getLast().lost()).contains("removed");
        assertThat(Story.removed(step.position(), at(400)).events()).isEmpty();
    }
}
