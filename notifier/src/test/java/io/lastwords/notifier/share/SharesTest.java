package io.lastwords.notifier.share;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharesTest {
    private static final List<String> RECEIVERS =
            IntStream.range(0, 12).mapToObj(i -> "r" + i).toList();

    private static Map<String, String> owners(String... notifiers) {
        return RECEIVERS.stream()
                .collect(toMap(identity(), receiver -> Shares.owner(receiver, RECEIVERS, List.of(notifiers))));
    }

    @Test
    void eachHasItsShareWhateverTheOrder() {
        assertThat(owners("a", "b", "c").values().stream().collect(groupingBy(identity(), counting())))
                .isEqualTo(Map.of("a", 4L, "b", 4L, "c", 4L));
        assertThat(owners("c", "a", "b")).isEqualTo(owners("a", "b", "c"));
    }

    @Test
    void fewMoveWhereOneGoes() {
        var before = owners("a", "b", "c");
        var after = owners("a", "b");

        assertThat(after.values()).containsOnly("a", "b");
        assertThat(RECEIVERS)
                .filteredOn(receiver -> !"c".equals(before.get(receiver)))
                .filteredOn(receiver -> !Objects.equals(before.get(receiver), after.get(receiver)))
                .hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void oneServesAll() {
        assertThat(owners("a").values()).containsOnly("a");
        assertThat(Shares.owner("unlisted", List.of(), List.of("a"))).isEqualTo("a");
    }
}
