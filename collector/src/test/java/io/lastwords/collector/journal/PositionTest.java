package io.lastwords.collector.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.collector.journal.ContainerPosition.Failure;
import io.lastwords.collector.journal.ContainerPosition.UnreadRun;
import io.lastwords.collector.logs.LogPosition;
import io.lastwords.model.journal.Origin;
import io.lastwords.model.topic.Json;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PositionTest {
    private static final Origin ORIGIN = new Origin("h", "e", "h/api", "c1");
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123456789Z");

    static List<Position> positions() {
        return List.of(
                new EnginePosition("e", "me", 7, NOON, "start c1"),
                new EnginePosition("e", "me", 0, null, null),
                new LogProgress("e", "c1", NOON, LogPosition.at(NOON), "rotated away"),
                LogProgress.done("e", "c1", NOON),
                ContainerPosition.unknown(ORIGIN),
                new ContainerPosition(
                        Position.SCHEMA,
                        ORIGIN,
                        NOON,
                        true,
                        NOON,
                        NOON,
                        NOON,
                        true,
                        List.of(new UnreadRun(NOON, NOON, NOON, NOON, true, "why"), UnreadRun.begun(NOON, null)),
                        new Failure(127, "no such file"),
                        NOON));
    }

    @ParameterizedTest
    @MethodSource("positions")
    void isReadAsItWasWritten(Position position) throws Exception {
        assertThat(Json.read(Json.bytes(position), Position.class)).isEqualTo(position);
    }

    @Test
    void takesTogetherWhatIsKnownOfAContainer() {
        var container = ContainerPosition.unknown(ORIGIN);
        var log = LogProgress.done("e", "c1", NOON);
        var lone = LogProgress.done("e", "c2", NOON);

        var positions = Positions.of(List.of(container, log, lone));

        assertThat(positions.engine()).isNull();
        assertThat(positions.containers()).containsOnlyKeys("c1");
        assertThat(positions.containers().get("c1")).isEqualTo(new Positions.Known(container, null, log));
    }
}
