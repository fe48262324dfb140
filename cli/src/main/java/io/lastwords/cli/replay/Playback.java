package io.lastwords.cli.replay;

import io.lastwords.analyzer.replay.Replay;
import io.lastwords.cli.kafka.TopicRecord;
import io.lastwords.cli.recording.Recording;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.journal.ContainerSeen;
import io.lastwords.model.journal.JournalEvent;
import io.lastwords.model.topic.Json;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A journal that goes through the core again, and what comes of it. Not for several threads. */
public final class Playback {
    private static final Logger LOG = LoggerFactory.getLogger(Playback.class);

    private final Replay replay;
    private final Selection selection;
    private final Instant from;
    private final List<Diagnosis> said = new ArrayList<>();

    /** Of each workload, whether its story was read from where somebody first saw it. */
    private final Map<String, Boolean> begun = new LinkedHashMap<>();

    private final Set<String> before = new HashSet<>();
    private long records;
    private long unreadable;

    /**
     * Begins with nothing known.
     *
     * @param recoverAfter how long a run must live to count as healthy
     * @param from what was appended before this is learned from and not told; null to tell all
     */
    public Playback(Duration recoverAfter, Selection selection, @Nullable Instant from) {
        this.replay = new Replay(recoverAfter);
        this.selection = selection;
        this.from = from == null ? Instant.MIN : from;
    }

    /** A recording as a whole. */
    public static Playback of(Recording recording, Duration recoverAfter, Selection selection) {
        var playback = new Playback(recoverAfter, selection, null);
        for (var entry : recording.entries()) {
            if (selection.workload(entry.key())) {
                playback.attempt(entry::event, Instant.MAX, recording.name());
            }
        }
        return playback;
    }

    /** Takes the next record, and says whether it is one for the core; those of one workload in the journal's order. */
    public boolean take(TopicRecord taken) {
        byte[] value = taken.value();
        if (value == null || !selection.workload(taken.key())) {
            return false;
        }
        return attempt(
                () -> Json.read(value, JournalEvent.class),
                taken.appended(),
                "partition " + taken.partition() + ", offset " + taken.offset());
    }

    private interface Reading {
        JournalEvent event() throws IOException;
    }

    private boolean attempt(Reading reading, Instant appended, String where) {
        try {
            take(reading.event(), appended);
            return true;
        } catch (IOException | RuntimeException e) {
            // the live analyzer put it into the dead letters, and went on
            unreadable++;
            LOG.atWarn().setCause(e).addKeyValue("where", where).log("a record that the core cannot take");
            return false;
        }
    }

    private void take(JournalEvent event, Instant appended) {
        records++;
        String workload = event.origin().workload();
        begun.putIfAbsent(workload, event instanceof ContainerSeen);
        boolean told = !appended.isBefore(from);
        if (!told) {
            before.add(workload);
        }
        for (var diagnosis : replay.take(event)) {
            if (told && selection.incident(diagnosis)) {
                said.add(diagnosis);
            }
        }
    }

    /** All that was said, in an order that does not depend on the partitions. */
    public List<Diagnosis> said() {
        return said.stream().sorted(Replay.ORDER).toList();
    }

    /** What was said last. */
    Optional<Diagnosis> latest() {
        return said.isEmpty() ? Optional.empty() : Optional.of(said.getLast());
    }

    /** How many records went through. */
    public long records() {
        return records;
    }

    /** How many are no event of the journal, or such that the core cannot take them. */
    public long unreadable() {
        return unreadable;
    }

    /**
     * What was not known of those of whom something is said, a line each; empty where all was.
     *
     * @param fromTheFirst whether the journal was read from its very first record
     */
    public List<String> lacked(boolean fromTheFirst) {
        var lines = new ArrayList<String>();
        if (fromTheFirst) {
            return lines;
        }
        var told = new TreeSet<String>();
        said.forEach(diagnosis -> {
            var workload = diagnosis.workload();
            if (workload != null) {
                told.add(workload.id());
            }
        });
        for (var workload : told) {
            if (!begun.getOrDefault(workload, false)) {
                lines.add(workload + ": its first record that was read is in the middle of its story: earlier runs,"
                        + " lines that its healthy runs begin with and earlier images are not known");
            } else if (!before.contains(workload)) {
                lines.add(workload + ": what it may have run before this container is not known: lines that its healthy"
                        + " runs begin with, earlier images");
            }
        }
        return lines;
    }
}
