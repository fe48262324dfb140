package io.lastwords.model.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BoundedTest {
    private static Map<String, Integer> filled(Map<String, Integer> map) {
        map.put("a", 1);
        map.put("b", 2);
        map.merge("a", 1, Integer::sum);
        map.put("c", 3);
        return map;
    }

    @Test
    void forgetsWhatWasPutInFirst() {
        assertThat(filled(Bounded.byInsertion(2))).containsOnlyKeys("b", "c");
    }

    @Test
    void forgetsWhatWasNotUsedForLongest() {
        assertThat(filled(Bounded.byUse(2))).containsOnlyKeys("a", "c");
    }
}
