package io.lastwords.collector.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class BackOffTest {
    @Test
    void doublesFromATenthOfASecondToAMinute() {
        var waits = new ArrayList<Long>();
        Duration wait = Duration.ZERO;
        for (int i = 0; i < 12; i++) {
            wait = BackOff.after(wait, Duration.ofMillis(20));
            waits.add(wait.toMillis());
        }
        assertThat(waits)
                .containsExactly(100L, 200L, 400L, 800L, 1600L, 3200L, 6400L, 12800L, 25600L, 51200L, 60000L, 60000L);
    }

    @Test
    void beginsAnewAfterALongRun() {
        assertThat(BackOff.after(Duration.ofSeconds(50), Duration.ofSeconds(10)))
                .isEqualTo(Duration.ofMillis(100));
    }
}
