package io.lastwords.collector.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.model.topic.Json;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RotationTest {
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private Rotation rotation;
    private long time;

    @BeforeEach
    void megabytes() throws Exception {
        rotation = new Rotation(Inspection.of(
                Json.mapper()
                        .readTree("{\"HostConfig\":{\"LogConfig\":{\"Type\":\"json-file\",\"Config\":"
                                + "{\"max-size\":\"1m\",\"max-file\":\"3\"}}}}"),
                null));
        time = 0;
    }

    /** An entry so long after the one before, read as soon as it is written. */
    private boolean suspects(long millis, boolean between, boolean known) {
        long before = time;
        time += millis * MILLI;
        var entry = new Entry();
        entry.bytes = new byte[100];
        entry.to = entry.bytes.length;
        entry.time = time;
        return rotation.suspects(entry, before, between, known, () -> time);
    }

    @Test
    void suspectsJumpsBetweenTwoFiles() {
        assertThat(suspects(2, true, true)).isTrue();
        assertThat(suspects(0, true, true)).isFalse();
    }

    @Test
    void suspectsWhatAFileMayHaveBeenFilledInWhereNobodyKnowsWhereFilesEnd() {
        assertThat(suspects(6, false, false)).isTrue();
        assertThat(suspects(6, false, true)).isFalse();
        assertThat(suspects(4, false, false)).isFalse();
    }

    @Test
    void waitsAfterALookInVainButNotWithALongerJump() {
        assertThat(suspects(6, false, false)).isTrue();
        rotation.wasWrong();

        assertThat(suspects(6, false, false)).isFalse();
        assertThat(suspects(13, false, false)).isTrue();
        rotation.wasWrong();
        assertThat(suspects(13, false, false)).isFalse();
    }
}
