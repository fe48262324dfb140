package io.lastwords.collector.journal;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.lastwords.collector.logs.LogPosition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a container's log is in the journal.
 *
 * @param run the run that is being read; every earlier one is done
 * @param position how far it is read; null where it is done
 * @param lost why the run's log cannot be complete any more, for a person; null as long as it can
 */
public record LogProgress(
        int schema,
        String engine,
        String container,
        Instant run,
        @Nullable LogPosition position,
        @Nullable String lost) implements Position {

    public LogProgress(String engine, String container, Instant run, LogPosition position, @Nullable String lost) {
        this(SCHEMA, engine, container, run, position, lost);
    }

    /** All of a run is in the journal, its end too. */
    public static LogProgress done(String engine, String container, Instant run) {
        return new LogProgress(SCHEMA, engine, container, run, null, null);
    }

    /** Whether all of {@code run} is in the journal, its end too. */
    @JsonIgnore
    public boolean isDone() {
        return position == null;
    }

    @Override
    public String key() {
        return key(engine, container);
    }

    static String key(String engine, String container) {
        return engine + "/" + container + "/log";
    }
}
