package io.lastwords.collector.examine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.collector.examine.WhenToExamine.Decision;
import io.lastwords.collector.examine.WhenToExamine.Ended;
import io.lastwords.collector.examine.WhenToExamine.Fingerprint;
import io.lastwords.collector.examine.WhenToExamine.Past;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WhenToExamineTest {
    private static final Instant T = Instant.parse("2026-11-21T02:00:00Z");
    private static final Fingerprint SAME = new Fingerprint("sha256:1", "sha256:1", "", "0");
    private static final Ended SHORT = ended(Duration.ofMillis(20), 0, 10, true);

    private static Ended ended(Duration lived, int exitCode, long bytes, boolean marker) {
        return new Ended(false, lived, exitCode, true, bytes, true, marker, false);
    }

    private static Decision decide(Ended run, @Nullable Past past, Fingerprint seen, Instant now) {
        return WhenToExamine.decide(run, past, seen, now, Duration.ofMinutes(5));
    }

    @Test
    void suspectsEachKindOfBadEnd() {
        var minute = Duration.ofMinutes(1);
        assertThat(WhenToExamine.suspicion(SHORT)).contains("it ran for less than a second");
        assertThat(WhenToExamine.suspicion(ended(minute, 1, 10, true))).contains("it ended with 1");
        assertThat(WhenToExamine.suspicion(ended(minute, 0, 0, true))).contains("it wrote nothing");
        assertThat(WhenToExamine.suspicion(ended(minute, 0, 10, false))).contains("its marker never came");
        assertThat(WhenToExamine.suspicion(new Ended(true, Duration.ZERO, 127, false, 0, false, false, false)))
                .contains("it failed to start");
    }

    @Test
    void suspectsNoGoodEndNoIntendedOneAndNoSilenceThatIsNotSure() {
        var minute = Duration.ofMinutes(1);
        assertThat(WhenToExamine.suspicion(ended(minute, 0, 10, true))).isEmpty();
        assertThat(WhenToExamine.suspicion(new Ended(false, minute, 137, true, 0, true, false, true)))
                .isEmpty();
        assertThat(WhenToExamine.suspicion(new Ended(false, minute, 0, false, 0, true, false, false)))
                .isEmpty();
    }

    @Test
    void examinesAtOnceTheFirstTimeAndNotAgainWhileNothingChanges() {
        assertThat(decide(SHORT, null, SAME, T)).isInstanceOf(Decision.Now.class);
        assertThat(decide(SHORT, new Past(T, SAME, 0), SAME, T.plusSeconds(60))).isInstanceOf(Decision.Never.class);
    }

    @Test
    void examinesAgainSoonWhereTheEngineWasTooBusyToShowAllAndEachTimeLater() {
        assertThat(decide(SHORT, new Past(T, null, 1), SAME, T.plusSeconds(4)))
                .isEqualTo(new Decision.Later("it ran for less than a second", T.plusSeconds(5)));
        assertThat(decide(SHORT, new Past(T, null, 1), SAME, T.plusSeconds(5))).isInstanceOf(Decision.Now.class);
        assertThat(decide(SHORT, new Past(T, null, 3), SAME, T.plusSeconds(14)))
                .isEqualTo(new Decision.Later("it ran for less than a second", T.plusSeconds(15)));
        assertThat(decide(SHORT, new Past(T, null, 100), SAME, T.plusSeconds(29)))
                .isEqualTo(new Decision.Later("it ran for less than a second", T.plusSeconds(30)));
    }

    @Test
    void examinesAgainWhatChangedButNotTwiceInHalfAMinute() {
        var past = new Past(T, SAME, 0);
        var moved = new Fingerprint("sha256:1", "sha256:2", "", "0");

        assertThat(decide(SHORT, past, moved, T.plusSeconds(10)))
                .isEqualTo(new Decision.Later("it ran for less than a second", T.plusSeconds(30)));
        assertThat(decide(SHORT, past, moved, T.plusSeconds(30))).isInstanceOf(Decision.Now.class);
    }

    @Test
    void looksAgainAfterALongTimeSinceAMountedFileChangesUnseen() {
        assertThat(decide(SHORT, new Past(T, SAME, 0), SAME, T.plusSeconds(300)))
                .isInstanceOf(Decision.Now.class);
        assertThat(WhenToExamine.decide(SHORT, new Past(T, SAME, 0), SAME, T.plusSeconds(300), null))
                .isInstanceOf(Decision.Never.class);
    }
}
