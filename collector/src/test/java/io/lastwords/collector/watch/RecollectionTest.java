package io.lastwords.collector.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.collector.engine.EngineEvent;
import io.lastwords.collector.engine.EngineMemory;
import io.lastwords.collector.engine.Inspection;
import io.lastwords.collector.mask.Masker;
import io.lastwords.model.journal.ContainerSeen;
import io.lastwords.model.journal.ContainerState;
import io.lastwords.model.journal.JournalEvent;
import io.lastwords.model.journal.RunEnded;
import io.lastwords.model.journal.RunStarted;
import io.lastwords.model.journal.Signalled;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecollectionTest {
    private static final Instant ZERO = Instant.parse("2026-01-01T00:00:00Z");
    private final List<EngineEvent> memory = new ArrayList<>();
    private int restarts;

    private void event(long millis, EngineEvent.Kind kind, String action, String container, Map<String, String> more) {
        memory.add(new EngineEvent(ZERO.plusMillis(millis), kind, action, "", container, more));
    }

    private void event(long millis, String action, Map<String, String> more) {
        event(millis, EngineEvent.Kind.CONTAINER, action, "c1", more);
    }

    private Recollection of(String status, int code, String error, @Nullable Instant started, @Nullable Instant ended) {
        var settings = SomeSettings.under("always");
        var state = new ContainerState(status, code, false, error, started, ended, restarts, null);
        return Recollection.of(
                "e",
                "h",
                new Inspection("c1", settings, state, Masker.of(List.of())),
                new EngineMemory(memory, ZERO, memory.size()),
                ZERO.plusSeconds(60));
    }

    @Test
    void knowsALoopThatIsCaughtBetweenItsEnds() {
        var young = Duration.ofSeconds(10);
        restarts = 3;
        assertThat(of("running", 0, "", ZERO.plusSeconds(55), ZERO.plusSeconds(54))
                        .isLoopBetweenItsEnds(young))
                .isTrue();
        assertThat(of("running", 0, "", ZERO.plusSeconds(45), ZERO.plusSeconds(44))
                        .isLoopBetweenItsEnds(young))
                .as("it lives, though it was restarted once")
                .isFalse();
        assertThat(of("restarting", 1, "", ZERO.plusSeconds(55), ZERO.plusSeconds(56))
                        .isLoopBetweenItsEnds(young))
                .as("its end is there")
                .isFalse();
        restarts = 2;
        assertThat(of("running", 0, "", ZERO.plusSeconds(55), ZERO.plusSeconds(54))
                        .isLoopBetweenItsEnds(young))
                .isFalse();
    }

    @Test
    void tellsTheRunsThatTheEngineRemembers() {
        event(0, "create", Map.of());
        event(10, "start", Map.of());
        event(15, EngineEvent.Kind.CONTAINER, "start", "another", Map.of());
        event(30, "die", Map.of("exitCode", "3"));
        event(700, "start", Map.of());
        event(720, "kill", Map.of("signal", "15"));
        event(730, "die", Map.of("exitCode", "143"));

        var story = of("exited", 143, "", ZERO.plusMillis(699), ZERO.plusMillis(729));

        assertThat(story.events())
                .extracting(JournalEvent::getClass)
                .containsExactly(
                        ContainerSeen.class,
                        RunStarted.class,
                        RunEnded.class,
                        RunStarted.class,
                        Signalled.class,
                        RunEnded.class,
                        ContainerSeen.class); // the policy would have started it again
        assertThat(story.runs()).hasSize(2);
        assertThat(story.runs().getFirst().end()).isEqualTo(ZERO.plusMillis(30));
        assertThat(story.runs().getLast().from()).isEqualTo(ZERO.plusMillis(30));
        assertThat(story.seen().state().exitCode()).isEqualTo(143);
    }

    @Test
    void takesTheLastRunFromStateWhereTheEngineHasForgotten() {
        var story = of("restarting", 7, "", ZERO.plusMillis(100), ZERO.plusMillis(150));

        assertThat(story.events()).hasSize(3);
        assertThat(story.events().getLast())
                .isInstanceOfSatisfying(
                        RunEnded.class, end -> assertThat(end.exitCode()).isEqualTo(7));
    }

    @Test
    void datesAFailedStartByTheNetworksItLeft() {
        event(5, "create", Map.of());
        event(9, EngineEvent.Kind.NETWORK, "disconnect", "c1", Map.of());

        var story = of("created", 127, "exec: \"/x\": no such file or directory", null, null);

        assertThat(story.events())
                .singleElement()
                .satisfies(seen -> assertThat(seen.time()).isEqualTo(ZERO.plusMillis(9)));
    }
}
