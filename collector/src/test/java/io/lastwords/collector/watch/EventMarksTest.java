package io.lastwords.collector.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.collector.engine.EngineEvent;
import io.lastwords.collector.journal.EventMark;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventMarksTest {
    private final EventMarks marks = new EventMarks(null);

    private static EngineEvent event(int second) {
        return new EngineEvent(
                Instant.ofEpochSecond(second), EngineEvent.Kind.CONTAINER, "start", "", "c" + second, Map.of());
    }

    private static EventMark mark(int second) {
        return new EventMark(event(second).time(), event(second).identity());
    }

    @Test
    void reachesNoFurtherThanTheFirstThatIsUnderWay() throws Exception {
        var first = marks.dispatched(event(1));
        var second = marks.dispatched(event(2));
        var third = marks.dispatched(event(3));

        assertThat(marks.finished(second)).isNull();
        assertThat(marks.finished(first)).isEqualTo(mark(2));
        assertThat(marks.isPast(Instant.ofEpochSecond(1))).isTrue();
        assertThat(marks.isPast(Instant.ofEpochSecond(3))).isFalse();
        assertThat(marks.finished(third)).isEqualTo(mark(3));
        assertThat(marks.reached()).isEqualTo(mark(3));
    }

    @Test
    void neverGoesBack() throws Exception {
        marks.finished(marks.dispatched(event(5)));

        assertThat(marks.finished(marks.dispatched(event(4)))).isNull();
        assertThat(marks.reached()).isEqualTo(mark(5));
    }

    @Test
    void reachesATimeWhereNothingIsUnderWay() throws Exception {
        var first = marks.dispatched(event(1));

        assertThat(marks.reach(mark(7))).isFalse();
        assertThat(marks.finished(first)).isEqualTo(mark(1));
        assertThat(marks.reach(mark(7))).isTrue();
        assertThat(marks.reach(mark(6))).isFalse();
        assertThat(marks.reached()).isEqualTo(mark(7));
    }
}
