package io.lastwords.analyzer.commit;

import java.time.Duration;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a commit as soon as something was said, since nobody reads it before; all else waits for Streams' own interval.
 * What is said of a record that is late already is in no hurry either: then a commit for each would keep up the many that
 * wait behind it. Late is so by this machine's clock against the record's time; where these two are further apart, it is
 * said at the interval's pace. For one processor, and its thread alone.
 */
public final class PromptCommits {
    private static final long LATE_MILLIS = 1_000;
    private static final long APART_MILLIS = 100;
    private static final Duration TICK = Duration.ofMillis(20);

    private final ProcessorContext<?, ?> context;
    private final Pace pace;

    /** Until what was said may be committed; a tick alone counts as something to commit, so there is none otherwise. */
    private @Nullable Cancellable waiting;

    /** When each stream thread last asked: its commit is one for all of its tasks. Shared by all processors. */
    public static final class Pace {
        private final ThreadLocal<Long> asked = ThreadLocal.withInitial(() -> 0L);

        private boolean allows(long now) {
            return Math.abs(now - asked.get()) >= APART_MILLIS; // a clock that was set back must not make it wait
        }
    }

    /** For a processor. */
    public PromptCommits(ProcessorContext<?, ?> context, Pace pace) {
        this.context = context;
        this.pace = pace;
    }

    /**
     * Something was said.
     *
     * @param time of the record that it was said of, in milliseconds since the epoch
     */
    public void said(long time) {
        long now = context.currentSystemTimeMs();
        if (now - time > LATE_MILLIS) {
            return;
        }
        if (waiting == null && !pace.allows(now)) {
            waiting = context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::ask);
        } else {
            ask(now);
        }
    }

    private void ask(long now) {
        if (pace.allows(now)) {
            pace.asked.set(now);
            if (waiting != null) {
                waiting.cancel();
                waiting = null;
            }
            context.commit();
        }
    }
}
