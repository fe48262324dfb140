package io.lastwords.analyzer.core;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lastwords.analyzer.cause.Facts;
import io.lastwords.model.journal.ContainerSettings;
import io.lastwords.model.journal.ContainerState;
import io.lastwords.model.journal.Examined;
import io.lastwords.model.journal.Heartbeat;
import io.lastwords.model.journal.JournalEvent;
import io.lastwords.model.journal.LogChunk;
import io.lastwords.model.journal.Origin;
import io.lastwords.model.topic.Json;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All that is remembered of one workload between two of its events: its last runs in outline, the incident if there is
 * one, and no more of the log than a few lines. It is read, stepped and written back as a whole.
 */
public final class WorkloadState {
    private static final ObjectMapper MAPPER =
            Json.mapper().copy().setVisibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY);

    /** Of so many ended runs, and so many that go on, all kept lines stay; then the state fits into a record. */
    private static final int DETAILED_ENDED = 3;

    private static final int DETAILED_OPEN = 4;

    Origin origin;

    /** The time of the latest event: the only clock there is. */
    Instant now;

    @Nullable
    ContainerSettings settings;

    /** The latest inspect's state, of the current container. */
    @Nullable
    ContainerState seen;

    /** Known runs by their start, oldest first. */
    List<RunState> runs = new ArrayList<>();

    /** Unintended ends since the last healthy run. */
    Streak streak = new Streak();

    @Nullable
    IncidentState incident;

    Facts.@Nullable FailedStart failedStart;

    Facts.@Nullable Health health;

    /** Whose health that is: containers without a name of their own share a workload. */
    @Nullable
    String healthOf;

    /** Since when the health check has been content, while an incident is open. */
    @Nullable
    Instant healthySince;

    boolean gaveUp;

    /** The latest examination; it speaks of its own container alone. */
    @Nullable
    Examined examined;

    Past past = new Past();
    Openings openings = new Openings();

    /** Of all records but the lines, which their runs know, and heartbeats, which time itself tells. */
    Repeats repeats = new Repeats();

    @Nullable
    Instant stoppedAt;

    @Nullable
    Instant goneAt;

    /** An engine knows 256 codes. */
    private static final int MAX_CODES = 300;

    /** Ends and failed starts in a row, none of them intended, none of the runs healthy. */
    static final class Streak {
        /** Whose trouble it is: of the last end, failed start or unhealthy check. */
        @Nullable
        String container;

        @Nullable
        Instant firstEnd;

        @Nullable
        Instant firstStart;

        @Nullable
        Instant lastEnd;

        int count;
        Map<Integer, Integer> exitCodes = new TreeMap<>();
        boolean loop;

        /** Whoever is to be well again began later. */
        @Nullable
        Instant last() {
            return lastEnd == null ? firstEnd : lastEnd;
        }

        void end(String of, Instant start, Instant end, int exitCode) {
            container = of;
            if (firstEnd == null) {
                firstEnd = end;
                firstStart = start;
            }
            lastEnd = end;
            count++;
            if (exitCodes.size() < MAX_CODES || exitCodes.containsKey(exitCode)) {
                exitCodes.merge(exitCode, 1, Integer::sum);
            }
        }
    }

    /** The open incident, as far as the next revision needs it. */
    static final class IncidentState {
        String id = "";
        Instant openedAt = Instant.EPOCH;

        /** When it was heard of, which may be later: the time of the event that opened it. */
        Instant heardAt = Instant.EPOCH;

        int revision;
        String signature = "";

        /** What was last said of the causes, in brief. */
        String argument = "";

        int countSaid;
        boolean logsComplete;

        /** Whether it was compared with others without an examination, since none had come. */
        boolean unexamined;

        /** Which others fail the same way; null while nothing is to be compared. */
        @Nullable
        String fleet;
    }

    @SuppressWarnings("NullAway") // Jackson fills the fields
    WorkloadState() {}

    /** A workload that nothing is known of yet. */
    public WorkloadState(Origin origin, Instant now) {
        this.origin = origin;
        this.now = now;
    }

    /** Whether this very record was taken before, or tells a time that has passed. */
    boolean again(JournalEvent event) {
        return switch (event) {
            case Heartbeat beat -> !beat.time().isAfter(now);
            case LogChunk chunk -> {
                RunState run = run(chunk.origin(), chunk.run());
                yield run == null ? repeats.again(Repeats.digest(chunk)) : run.again(chunk);
            }
            default -> repeats.again(Repeats.digest(event));
        };
    }

    boolean isUnhealthy() {
        return health != null && health.status().equals(Core.UNHEALTHY);
    }

    /**
     * Whether what befalls this container is of the trouble, or of the workload where there is none: it is the one that
     * failed, or what came in its place, and no sibling that ran beside it.
     */
    boolean concerns(String container) {
        Instant last = streak.last();
        if (streak.container == null || last == null) {
            return container.equals(origin.container());
        }
        return container.equals(streak.container)
                || (container.equals(origin.container())
                        && runs.stream()
                                .noneMatch(
                                        run -> run.origin.container().equals(container) && run.start.isBefore(last)));
    }

    /** The latest run that has not ended; null where none runs. */
    @Nullable
    RunState current() {
        return open(null);
    }

    /** The run of this container that has not ended: containers without a name of their own share a workload. */
    @Nullable
    RunState open(@Nullable String container) {
        for (int i = runs.size() - 1; i >= 0; i--) {
            RunState run = runs.get(i);
            if (!run.ended() && (container == null || run.origin.container().equals(container))) {
                return run;
            }
        }
        return null;
    }

    /** The run that ended last; null where none has. */
    @Nullable
    RunState lastEnded() {
        return runs.stream()
                .filter(RunState::ended)
                .max(Comparator.comparing(RunState::endTime))
                .orElse(null);
    }

    /** The unintended ends since the last healthy run, oldest first. */
    List<RunState> counted() {
        return runs.stream()
                .filter(run -> run.counted)
                .sorted(Comparator.comparing(RunState::endTime))
                .toList();
    }

    /** Adds a run and lets go of the oldest, of those that ended and of those that go on so many each. */
    void add(RunState run, int max) {
        runs.add(run);
        bound(true, max, DETAILED_ENDED);
        bound(false, max, DETAILED_OPEN);
    }

    private void bound(boolean ended, int max, int detailed) {
        var alike = runs.stream().filter(other -> other.ended() == ended).toList();
        if (alike.size() > max) {
            runs.remove(alike.getFirst());
        }
        alike.subList(0, Math.max(0, alike.size() - detailed)).forEach(RunState::shrink);
    }

    @Nullable
    RunState run(Origin of, Instant run) {
        for (int i = runs.size() - 1; i >= 0; i--) {
            if (runs.get(i).is(of, run)) {
                return runs.get(i);
            }
        }
        return null;
    }

    /** Whether this state may be dropped: its container is long gone and nothing is open. */
    public boolean forgettable() {
        return goneAt != null
                && current() == null
                && incident == null
                && !now.isBefore(goneAt.plus(Duration.ofHours(1)));
    }

    /** The state as bytes for the store. */
    public byte[] write() {
        try {
            return MAPPER.writeValueAsBytes(this);
        } catch (IOException e) {
            throw new IllegalStateException("cannot write the state of " + origin.workload(), e);
        }
    }

    /** The state from the store's bytes, which only this class writes. */
    public static WorkloadState read(byte[] bytes) {
        try {
            return MAPPER.readValue(bytes, WorkloadState.class);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read a workload's state", e);
        }
    }
}
