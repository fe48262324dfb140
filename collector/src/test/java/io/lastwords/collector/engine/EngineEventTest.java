package io.lastwords.collector.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.model.topic.Json;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EngineEventTest {
    private static @Nullable EngineEvent parsed(String json) throws Exception {
        return EngineEvent.of(Json.mapper().readTree(json));
    }

    private static EngineEvent event(String json) throws Exception {
        return Objects.requireNonNull(parsed(json));
    }

    @Test
    void readsADieToTheNanosecond() throws Exception {
        var event = event("{\"Type\":\"container\",\"Action\":\"die\",\"Actor\":{\"ID\":\"c1\",\"Attributes\":"
                + "{\"exitCode\":\"137\",\"name\":\"api\"}},\"time\":1795228162,\"timeNano\":1795228162193100647}");

        assertThat(event.time()).isEqualTo(Instant.ofEpochSecond(1_795_228_162, 193_100_647));
        assertThat(event.action()).isEqualTo("die");
        assertThat(event.container()).isEqualTo("c1");
        assertThat(event.number("exitCode", 0)).isEqualTo(137);
    }

    @Test
    void partsAHealthVerdictFromItsName() throws Exception {
        var event = event("{\"Type\":\"container\",\"Action\":\"health_status: unhealthy\",\"Actor\":{\"ID\":\"c1\"},"
                + "\"timeNano\":1}");

        assertThat(event.action()).isEqualTo("health_status");
        assertThat(event.detail()).isEqualTo("unhealthy");
    }

    @Test
    void filesANetworkEventUnderItsContainer() throws Exception {
        var event = event("{\"Type\":\"network\",\"Action\":\"disconnect\",\"Actor\":{\"ID\":\"n1\",\"Attributes\":"
                + "{\"container\":\"c1\"}},\"timeNano\":1}");

        assertThat(event.kind()).isEqualTo(EngineEvent.Kind.NETWORK);
        assertThat(event.container()).isEqualTo("c1");
    }

    @Test
    void leavesOutWhatIsAboutNoContainer() throws Exception {
        assertThat(parsed("{\"Type\":\"image\",\"Action\":\"pull\",\"Actor\":{\"ID\":\"i1\"},\"timeNano\":1}"))
                .isNull();
        assertThat(parsed("{\"Type\":\"network\",\"Action\":\"create\",\"Actor\":{\"ID\":\"n1\"},\"timeNano\":1}"))
                .isNull();
    }

    @Test
    void knowsWhetherTheEngineHasForgotten() {
        var memory = new EngineMemory(List.of(), Instant.ofEpochSecond(5), 256);

        assertThat(memory.reachesBackTo(Instant.ofEpochSecond(5))).isTrue();
        assertThat(memory.reachesBackTo(Instant.ofEpochSecond(6))).isTrue();
        assertThat(memory.reachesBackTo(Instant.ofEpochSecond(4))).isFalse();
        assertThat(new EngineMemory(List.of(), null, 0).reachesBackTo(Instant.ofEpochSecond(4)))
                .isFalse();
    }

    @Test
    void knowsAMemoryThatWasBegunAnewFromOneThatForgets() {
        var seen = Instant.ofEpochSecond(4);
        var later = Instant.ofEpochSecond(5);

        assertThat(new EngineMemory(List.of(), later, 3).beganAfter(seen)).isTrue();
        assertThat(new EngineMemory(List.of(), null, 0).beganAfter(seen)).isTrue();
        assertThat(new EngineMemory(List.of(), later, 256).beganAfter(seen))
                .as("it may have forgotten")
                .isFalse();
        assertThat(new EngineMemory(List.of(), seen, 3).beganAfter(seen)).isFalse();
    }
}
