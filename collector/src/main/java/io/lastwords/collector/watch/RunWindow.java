package io.lastwords.collector.watch;

import io.lastwords.model.journal.ContainerState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where one run's lines begin and end in a log, where events do not tell. A first line may be earlier than
 * State.StartedAt, by 102 ms where four containers were started at a time on two processors, and the engine writes a
 * last line without newline up to 35 ms after State.FinishedAt.
 */
final class RunWindow {
    private static final Duration BEFORE_START = Duration.ofMillis(100);

    /** Within so long of its making a container that the policy never restarted has hardly been started twice. */
    private static final Duration JUST_MADE = Duration.ofSeconds(2);

    private static final Duration AFTER_FINISH = Duration.ofMillis(100);
    private static final Duration LAST_LINE = Duration.ofSeconds(1);

    private RunWindow() {}

    /**
     * What is later belongs to the run that State speaks of.
     *
     * @param made when the container was, since a first run has all that its log begins with; null where a run before is
     *     known
     */
    static Instant begin(ContainerState state, Instant startedAt, @Nullable Instant made) {
        Instant before = state.finishedAt();
        Instant earliest = startedAt.minus(BEFORE_START);
        if (made != null && isFirst(state, startedAt, made)) {
            return earlier(made, earliest);
        }
        if (before == null || !before.isBefore(startedAt)) {
            return earliest;
        }
        if (end(state, startedAt) != null && before.isAfter(earliest)) {
            return before.minus(BEFORE_START); // this run's own end: a short one's can be earlier than its start
        }
        Instant afterFinish = before.plus(AFTER_FINISH);
        Instant halfWay = before.plus(Duration.between(before, startedAt).dividedBy(2));
        return afterFinish.isBefore(halfWay) ? afterFinish : halfWay;
    }

    /** Of one that lives, an end would be that of a run before; of a dead one it is its own, so it has to be told otherwise. */
    private static boolean isFirst(ContainerState state, Instant startedAt, Instant made) {
        Instant finished = state.finishedAt();
        if (finished == null) {
            return true;
        }
        int counted = state.status().equals("restarting") ? 1 : 0; // the restart that is about to come
        return end(state, startedAt) != null
                && state.restartCount() <= counted
                && !made.isBefore(startedAt.minus(JUST_MADE))
                && !finished.isBefore(made);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** When the run that State speaks of ended, never before it began; null while it runs. */
    static @Nullable Instant end(ContainerState state, Instant startedAt) {
        return switch (state.status()) {
            case "running", "paused" -> null;
            default -> {
                Instant finished = state.finishedAt();
                yield finished == null || finished.isBefore(startedAt) ? startedAt : finished;
            }
        };
    }

    /**
     * The latest that a line of a run may have that ended then, where nobody saw it. What is later than the look may be
     * the next run's already, and whoever reads this one will not come back for it.
     *
     * @param restarting whether the policy is about to start the next one: half a second later at the earliest
     * @param looked by the engine's clock, a moment when the next one had not begun
     */
    static Instant lastLine(Instant end, boolean restarting, Instant looked) {
        Instant latest = end.plus(restarting ? AFTER_FINISH : LAST_LINE);
        Instant sure = looked.isAfter(end) ? looked : end;
        return latest.isBefore(sure) ? latest : sure;
    }
}
