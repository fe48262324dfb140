package io.lastwords.collector.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lastwords.model.journal.Origin;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the journal knows of a container.
 *
 * @param origin with the workload's ID, fixed when the container was first seen
 * @param lastEvent engine time up to which its events are in the journal; null where none was seen
 * @param attached whether a client has attached since the last end
 * @param run the current run, or the last one; null where it never ran
 * @param startedAt State.StartedAt of that run, where it was seen
 * @param ended up to when lines are that run's: when it ended, or a little later where that was not seen as it
 *     happened; null while it runs
 * @param restarting whether the policy is about to start it again
 * @param runs runs whose log may not be complete in the journal yet, oldest first; {@link LogProgress} says more
 * @param failure the last start that failed, since the last one that did not
 * @param removed when it was destroyed; null while it is there
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record ContainerPosition(
        int schema,
        Origin origin,
        @Nullable Instant lastEvent,
        boolean attached,
        @Nullable Instant run,
        @Nullable Instant startedAt,
        @Nullable Instant ended,
        boolean restarting,
        List<UnreadRun> runs,
        @Nullable Failure failure,
        @Nullable Instant removed)
        implements Position {

    public ContainerPosition {
        runs = runs == null ? List.of() : List.copyOf(runs);
    }

    /** A container that nothing is known of. */
    public static ContainerPosition unknown(Origin origin) {
        return new ContainerPosition(SCHEMA, origin, null, false, null, null, null, false, List.of(), null, null);
    }

    /**
     * A run whose log is to be read.
     *
     * @param run its name
     * @param from what is later belongs to this run: the end of the run before; null for the beginning of the log
     * @param end when it ended, null while it runs
     * @param readTo what is later does not belong to it; the end, or a little later where the end was not seen as it
     *     happened
     * @param lookBack whether it had begun before it was first seen, so that only so much of it is read
     * @param lost why its log can never be known complete, for a person; null where it can
     */
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public record UnreadRun(
            Instant run,
            @Nullable Instant from,
            @Nullable Instant end,
            @Nullable Instant readTo,
            boolean lookBack,
            @Nullable String lost) {

        /** A run that has just begun. */
        public static UnreadRun begun(Instant run, @Nullable Instant from) {
            return new UnreadRun(run, from, null, null, false, null);
        }

        /** The same, ended. */
        public UnreadRun ended(Instant at, Instant lastLine) {
            return new UnreadRun(run, from, at, lastLine, lookBack, lost);
        }

        /** The same, never to be complete. */
        public UnreadRun losing(String reason) {
            return new UnreadRun(run, from, end, readTo, lookBack, reason);
        }
    }

    /** A start that failed: what State said. */
    public record Failure(int exitCode, String error) {}

    /** Whether a run is going on, as far as events tell. */
    public boolean running() {
        return run != null && ended == null;
    }

    /** When it began its last run; long ago where it never ran. */
    public Instant lastRun() {
        return run == null ? Instant.EPOCH : run;
    }

    @Override
    public String key() {
        return key(origin.engine(), origin.container());
    }

    static String key(String engine, String container) {
        return engine + "/" + container;
    }
}
