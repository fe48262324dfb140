package io.lastwords.cli.story;

import io.lastwords.cli.kafka.TopicRecord;
import io.lastwords.model.journal.ContainerSeen;
import io.lastwords.model.journal.EngineRestarted;
import io.lastwords.model.journal.Examined;
import io.lastwords.model.journal.Gap;
import io.lastwords.model.journal.HealthChanged;
import io.lastwords.model.journal.Heartbeat;
import io.lastwords.model.journal.JournalEvent;
import io.lastwords.model.journal.LogChunk;
import io.lastwords.model.journal.LogsEnded;
import io.lastwords.model.journal.OutOfMemory;
import io.lastwords.model.journal.Removed;
import io.lastwords.model.journal.RunEnded;
import io.lastwords.model.journal.RunStarted;
import io.lastwords.model.journal.Signalled;
import io.lastwords.model.journal.StartFailed;
import io.lastwords.model.journal.Stopped;
import io.lastwords.model.journal.UnknownEvent;
import io.lastwords.model.topic.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the journal has of one workload from an incident's opening to its end, without its lines. Records that are there
 * twice are told once. Not for several threads.
 */
public final class Chronicle {
    private final String workload;
    private final Instant from;
    private final Instant to;
    private final List<Happening> happenings = new ArrayList<>();
    private final Set<Happening> known = new HashSet<>();
    private @Nullable Instant started;
    private @Nullable String image;
    private int unreadable;

    /**
     * Begins.
     *
     * @param from what happened before is left out
     * @param to what happened later is left out; null where it goes on
     */
    public Chronicle(String workload, Instant from, @Nullable Instant to) {
        this.workload = workload;
        this.from = from;
        this.to = Objects.requireNonNullElse(to, Instant.MAX);
    }

    /** Takes the journal's next record, whoever's it is. */
    public void take(TopicRecord taken) {
        byte[] value = taken.value();
        if (value != null && taken.key().equals(workload)) {
            try {
                take(Json.read(value, JournalEvent.class));
            } catch (IOException e) {
                unreadable++;
            }
        }
    }

    private void take(JournalEvent event) {
        var time = event.time();
        if (time.isAfter(to)) {
            return;
        }
        switch (event) {
            case RunStarted run -> {
                started = run.run();
                image(time, run.settings().imageId());
            }
            case RunEnded run -> {
                started = run.run().equals(started) ? null : started;
                add(new Happening.Died(time, run.run(), run.exitCode(), run.oomKilled(), run.error()));
                if (run.engineRestarted()) {
                    note(time, "it ended with its engine, which was started anew");
                }
            }
            case StartFailed failed -> add(new Happening.NotStarted(time, failed.exitCode(), failed.error()));
            case Examined examined -> add(new Happening.Examined(time, examined.facts()));
            case Signalled signalled -> note(time, "signal " + signalled.signal() + " sent through the engine");
            case Stopped stopped -> note(time, "stopped through the engine");
            case OutOfMemory killed -> note(time, "the kernel killed a process for want of memory");
            case HealthChanged health ->
                note(
                        time,
                        "health: " + health.status()
                                + (health.failingStreak() > 0 ? ", failed checks: " + health.failingStreak() : ""));
            case Gap gap -> note(time, "missing in the journal: " + gap.reason());
            case Removed removed -> note(time, "the container was removed");
            case ContainerSeen seen -> image(time, seen.settings().imageId());
            case EngineRestarted restarted -> note(time, "the engine was started anew");
            case LogChunk lines -> {}
            case LogsEnded ended -> {}
            case Heartbeat heartbeat -> {}
            case UnknownEvent unknown -> {}
        }
    }

    private void image(Instant time, String now) {
        if (image != null && !image.equals(now)) {
            note(time, "another image: " + now);
        }
        image = now;
    }

    private void note(Instant time, String what) {
        add(new Happening.Noted(time, what));
    }

    private void add(Happening happening) {
        if (!happening.time().isBefore(from) && known.add(happening)) {
            happenings.add(happening);
        }
    }

    /** All of it, in the journal's order. */
    public List<Happening> happenings() {
        var all = new ArrayList<>(happenings);
        if (started != null) {
            all.add(new Happening.Lives(started));
        }
        return all;
    }

    /** How many of the workload's records could not be read. */
    public int unreadable() {
        return unreadable;
    }
}
