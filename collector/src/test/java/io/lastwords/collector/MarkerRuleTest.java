package io.lastwords.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lastwords.collector.logs.LogAccess;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MarkerRuleTest {
    private static CollectorSettings settings(MarkerRule... rules) {
        return new CollectorSettings(
                "", null, null, List.of(rules), Map.of("bootstrap.servers", "k:9092"), LogAccess.API, 1, null);
    }

    @Test
    void matchesAContainersOrAServicesNameAndAnImage() {
        var settings = settings(
                new MarkerRule("api*", null, "api up"),
                new MarkerRule(null, "shop/?orker:*", "worker up"),
                new MarkerRule("a.c", "x", "never"));

        assertThat(settings.markerOf("api-1", null, "any")).isEqualTo("api up");
        assertThat(settings.markerOf("shop-x-1", "api", "any")).isEqualTo("api up");
        assertThat(settings.markerOf("x", null, "shop/worker:2")).isEqualTo("worker up");
        assertThat(settings.markerOf("abc", null, "x")).isNull();
        assertThat(settings.markerOf("x", null, "other/shop/worker:2")).isNull();
    }

    @Test
    void refusesWhatIsNoMarker() {
        assertThatIllegalArgumentException().isThrownBy(() -> new MarkerRule("a", null, "/(/"));
        assertThatIllegalArgumentException().isThrownBy(() -> new MarkerRule("a", null, ""));
    }

    @Test
    void refusesSettingsThatCannotWork() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CollectorSettings("", null, null, List.of(), Map.of(), LogAccess.API, 1, null))
                .withMessageContaining("bootstrap.servers");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CollectorSettings(
                        "", null, "a/b", List.of(), Map.of("bootstrap.servers", "k"), LogAccess.API, 1, null))
                .withMessageContaining("a/b");
    }
}
