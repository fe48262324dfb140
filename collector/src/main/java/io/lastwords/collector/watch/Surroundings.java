package io.lastwords.collector.watch;

import io.lastwords.collector.engine.Engine;
import io.lastwords.collector.journal.Journal;
import io.lastwords.collector.logs.Budget;
import io.lastwords.collector.logs.LogSource;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What every watch works with.
 *
 * @param host the first part of every workload's ID
 * @param lookBackBytes how much of a run's log is read that had begun before it was first seen
 * @param looks so many containers are inspected at a time when all are looked at, however many there are
 * @param firstLooks so many first looks at a log at a time, so that the engine is not swamped
 * @param writes whether containers may be made and removed, not only looked at
 * @param engineBegan when the engine was started anew, as far as that was noticed; null where it was not
 * @param caughtUp whether every event that has arrived has been handed to its watch, and more would arrive
 * @param broken told of a bug: a watch that cannot go on
 */
record Surroundings(
        Engine engine,
        Journal journal,
        String host,
        LogSource logs,
        Budget budget,
        long lookBackBytes,
        Semaphore looks,
        Semaphore firstLooks,
        Heartbeats heartbeats,
        EventMarks marks,
        Examinations examinations,
        WatchMeters meters,
        boolean writes,
        Supplier<@Nullable Instant> engineBegan,
        BooleanSupplier caughtUp,
        Consumer<Throwable> broken) {}
