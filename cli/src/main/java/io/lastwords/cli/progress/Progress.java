package io.lastwords.cli.progress;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * One line on a terminal that says how far it is, how fast that goes and how long it takes from here. It appears only
 * where that takes longer than a moment, and is gone when it is closed. Of one thread.
 */
public final class Progress implements AutoCloseable {
    private static final long MOMENT_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int UPDATE_MILLIS = 250;

    private final PrintStream err;
    private final int columns;
    private final String task;
    private final String unit;
    private final long total;
    private final LongSupplier nanoTime;
    private final long began;
    private @Nullable ProgressBar bar;

    /**
     * Begins now.
     *
     * @param columns of the terminal; 0 where there is none, and so nothing to show
     * @param unit what is counted
     * @param total how many there are
     * @param nanoTime a monotonic clock
     */
    public Progress(PrintStream err, int columns, String task, String unit, long total, LongSupplier nanoTime) {
        this.err = err;
        this.columns = columns;
        this.task = task;
        this.unit = unit;
        this.total = total;
        this.nanoTime = nanoTime;
        began = nanoTime.getAsLong();
    }

    /** So many of all are done. */
    public void at(long done) {
        if (bar != null) {
            bar.stepTo(done);
        } else if (columns > 0 && nanoTime.getAsLong() - began > MOMENT_NANOS) {
            bar = new ProgressBarBuilder()
                    .setTaskName(task)
                    .setInitialMax(total)
                    .setUnit(" " + unit, 1)
                    .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                    .setUpdateIntervalMillis(UPDATE_MILLIS)
                    .showSpeed()
                    .startsFrom(done, Duration.ofNanos(nanoTime.getAsLong() - began))
                    .setConsumer(new Line(err, columns - 1))
                    .build();
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            err.print("\r\u001b[K"); // closed right after its first look, the bar leaves itself standing
            err.flush();
        }
    }

    /** Written over and over; who closes it all takes it away. */
    private static final class Line extends ConsoleProgressBarConsumer {
        Line(PrintStream err, int columns) {
            super(err, columns);
        }

        @Override
        public void close() {}
    }
}
