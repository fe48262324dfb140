package io.lastwords.model.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SeveralTest {
    @Test
    void namesFiveAndCountsTheOthers() {
        assertThat(Several.named(List.of())).isEmpty();
        assertThat(Several.named(List.of("a"))).isEqualTo("a");
        assertThat(Several.named(List.of("a", "b", "c", "d", "e"))).isEqualTo("a, b, c, d, e");
        assertThat(Several.named(List.of("a", "b", "c", "d", "e", "f", "g"))).isEqualTo("a, b, c, d, e and 2 more");
    }
}
