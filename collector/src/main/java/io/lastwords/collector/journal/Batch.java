package io.lastwords.collector.journal;

import io.lastwords.collector.logs.Chunk;
import io.lastwords.model.topic.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one transaction holds. Kept until it is known committed, so that it can be sent again as it is. */
final class Batch {
    /** Enough for a transaction to be worth its round trips, little enough to be kept twice. */
    static final long MAX_BYTES = 6 << 20;

    private final List<Outgoing> records = new ArrayList<>();
    private final Map<String, Outgoing> positions = new LinkedHashMap<>();
    private @Nullable EventMark mark;
    private long bytes;
    private long lines;
    private long rawBytes;
    private long gaps;
    private @Nullable Instant oldestLine;

    /** Takes from the outbox what there is, in order, as far as there is room. */
    static Batch takeFrom(Outbox outbox) {
        var batch = new Batch();
        int turns = outbox.size(); // a run that writes on comes again and again with a few lines: next time
        for (Outbox.Item item = outbox.peek(); item != null && turns-- > 0; item = outbox.peek()) {
            if (batch.bytes >= MAX_BYTES || !batch.add(item)) {
                outbox.hurry(); // what is left may have asked for room before
                break;
            }
            outbox.remove();
        }
        return batch;
    }

    /** Says whether all of it went in. */
    private boolean add(Outbox.Item item) {
        switch (item) {
            case Outbox.Records entry -> entry.records().forEach(this::add);
            case Outbox.Mark reached -> mark = reached.mark();
            case Outbox.Lines lines -> {
                return addLines(lines.feed());
            }
        }
        return true;
    }

    /** A run stays at the head of the outbox until its buffer is empty: only then it will speak up again. */
    private boolean addLines(RunFeed feed) {
        while (bytes < MAX_BYTES) {
            Chunk chunk = feed.take();
            if (chunk == null) {
                return true;
            }
            lines += chunk.lines();
            rawBytes += chunk.rawBytes();
            gaps += chunk.lines() == 0 ? 1 : 0;
            if (chunk.lines() > 0 && (oldestLine == null || chunk.time().isBefore(oldestLine))) {
                oldestLine = chunk.time();
            }
            add(new Outgoing(Topics.JOURNAL, feed.origin().workload(), chunk.json()));
            add(Outgoing.of(feed.progress(chunk)));
            if (chunk.last()) {
                return true;
            }
        }
        return false;
    }

    private void add(Outgoing outgoing) {
        bytes += outgoing.size();
        if (outgoing.topic().equals(Topics.POSITIONS)) {
            positions.remove(outgoing.key());
            positions.put(outgoing.key(), outgoing);
        } else {
            records.add(outgoing);
        }
    }

    boolean isEmpty() {
        return records.isEmpty() && positions.isEmpty() && mark == null;
    }

    /** Records of the journal, whatever they tell. */
    int records() {
        return records.size();
    }

    /** Engine time of the line that is furthest behind, of each chunk its last; null where there are no lines. */
    @Nullable
    Instant oldestLine() {
        return oldestLine;
    }

    long lines() {
        return lines;
    }

    /** What programs wrote for the lines. */
    long rawBytes() {
        return rawBytes;
    }

    /** Gaps between lines. */
    long gaps() {
        return gaps;
    }

    /** The events dealt with when this is committed; null where that has not changed. */
    @Nullable
    EventMark mark() {
        return mark;
    }

    /** The journal's records in order, then the positions. */
    List<Outgoing> outgoing() {
        var all = new ArrayList<>(records);
        all.addAll(positions.values());
        return all;
    }
}
