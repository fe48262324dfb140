package io.lastwords.model.journal;

import java.time.Instant;
import java.util.List;

/**
 * Lines of one run, in the order in which the engine gave them. Bounded at 900 KB serialised.
 *
 * @param time the time of the last line
 * @param run the run that wrote them
 * @param lines at least one
 */
public record LogChunk(int schema, Origin origin, Instant time, Instant run, List<LogLine> lines)
        implements JournalEvent {
    public LogChunk {
        lines = List.copyOf(lines);
    }

    public LogChunk(Origin origin, Instant time, Instant run, List<LogLine> lines) {
        this(SCHEMA, origin, time, run, lines);
    }
}
