package io.lastwords.collector.watch;

import io.lastwords.collector.engine.EngineEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a container's watch has to do next. */
sealed interface Task permits Task.Happened, Task.Look, Task.Beat, Task.Forget {
    /**
     * An event of the container.
     *
     * @param again whether it may have been dealt with before, since it is older than the connection
     */
    record Happened(EngineEvent event, boolean again, EventMarks.Ticket ticket) implements Task {}

    /**
     * Inspect it and compare.
     *
     * @param since the engine's time at which the live events begin
     * @param watched where the journal's events end; null where this engine was never watched before
     * @param looked told when it is done
     */
    record Look(Instant since, @Nullable Instant watched, Runnable looked) implements Task {}

    /** Tell the workload the time. */
    record Beat(Instant time) implements Task {}

    /** It has been gone for long. */
    record Forget() implements Task {}
}
