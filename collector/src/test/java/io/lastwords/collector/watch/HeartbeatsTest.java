package io.lastwords.collector.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.model.journal.Origin;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HeartbeatsTest {
    private static final Instant ZERO = Instant.parse("2026-01-01T00:00:00Z");
    private static final Origin FIRST = new Origin("h", "e", "h/api", "c1");
    private static final Origin SECOND = new Origin("h", "e", "h/api", "c2");
    private final Heartbeats heartbeats = new Heartbeats();

    private static Instant at(long seconds) {
        return ZERO.plusSeconds(seconds);
    }

    private long beats(long from, long to) {
        long beats = 0;
        for (long second = from; second < to; second++) {
            beats += heartbeats.due(at(second)).size();
        }
        return beats;
    }

    @Test
    void beatsOftenWhileYoungAndSeldomLater() {
        heartbeats.touch(FIRST, at(0));

        assertThat(beats(0, 121)).isEqualTo(24);
        assertThat(beats(121, 3600)).isEqualTo(11);
    }

    @Test
    void beatsOftenAgainAfterAnEvent() {
        heartbeats.touch(FIRST, at(0));
        beats(0, 1000);
        heartbeats.touch(FIRST, at(1000));

        assertThat(beats(1000, 1060)).isEqualTo(11);
    }

    @Test
    void beatsOnceForAWorkloadOfTwoContainers() {
        heartbeats.touch(FIRST, at(0));
        heartbeats.touch(SECOND, at(0));
        heartbeats.removed(FIRST, at(1));

        assertThat(heartbeats.due(at(6))).containsExactly(SECOND);
    }

    @Test
    void forgetsAnHourAfterTheLastContainerIsGone() {
        heartbeats.touch(FIRST, at(0));
        heartbeats.removed(FIRST, at(10));

        assertThat(heartbeats.forgotten(at(10 + 64 * 60), time -> true)).isEmpty();
        assertThat(heartbeats.due(at(10 + 64 * 60))).containsExactly(FIRST);
        assertThat(heartbeats.forgotten(at(11 + 65 * 60), time -> true)).containsExactly("c1");
        assertThat(beats(11 + 65 * 60, 20_000)).isZero();
    }

    @Test
    void forgetsAContainerThatHasASuccessorSoonButNotBeforeItsEventsArePast() {
        heartbeats.removed(FIRST, at(0));
        heartbeats.touch(SECOND, at(1));

        assertThat(heartbeats.forgotten(at(61), time -> false)).isEmpty();
        assertThat(heartbeats.forgotten(at(61), time -> true)).containsExactly("c1");
        assertThat(heartbeats.due(at(70))).containsExactly(SECOND);
    }
}
