package io.lastwords.analyzer.core;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether stdout came in bursts of a buffer's size: a block-buffered program shows its 4,096 or 8,192 bytes each time
 * they are full, give or take the line that straddles the edge.
 */
final class Pages {
    private static final Duration PAUSE = Duration.ofMillis(5);
    private static final int TOLERANCE = 300;

    @Nullable
    Instant last;

    long burst;
    int paged;
    int other;

    void line(Instant time, int bytes) {
        if (last != null && Duration.between(last, time).compareTo(PAUSE) > 0) {
            close();
        }
        last = time;
        burst += bytes;
    }

    private void close() {
        if (near(4096) || near(8192)) {
            paged++;
        } else {
            other++;
        }
        burst = 0;
    }

    private boolean near(int size) {
        return Math.abs(burst - size) <= TOLERANCE;
    }

    /** How many bursts came, all but the last of a buffer's size; 0 where they did not come so. */
    int count() {
        return paged >= 2 && other == 0 ? paged + 1 : 0;
    }
}
