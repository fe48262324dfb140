package io.lastwords.analyzer.commit;

import java.time.Duration;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;

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
    private boolean waiting;
    private long asked;

    /** For the processor that is being initialised. */
    public PromptCommits(ProcessorContext<?, ?> context) {
        this.context = context;
        asked = context.currentSystemTimeMs() - APART_MILLIS;
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::ask);
    }

    /**
     * Something was said.
     *
     * @param time of the record that it was said of, in milliseconds since the epoch
     */
    public void said(long time) {
        long now = context.currentSystemTimeMs();
        waiting |= now - time <= LATE_MILLIS;
        ask(now);
    }

    private void ask(long now) {
        if (waiting && Math.abs(now - asked) >= APART_MILLIS) { // a clock that was set back must not make it wait
            waiting = false;
            asked = now;
            context.commit();
        }
    }
}
