package io.lastwords.analyzer.core;

import io.lastwords.model.journal.JournalEvent;
import io.lastwords.model.journal.LogChunk;
import io.lastwords.model.journal.LogLine;
import io.lastwords.model.topic.Json;
import io.lastwords.model.topic.Sha256;
import java.time.Instant;
import java.util.LinkedHashSet;

/**
 * The last records that were taken, by a digest of each: one that comes again says nothing new. Bounded, so a record
 * that comes again after {@value #MAX} others is taken for a new one. Owned by a workload's state.
 */
final class Repeats {
    static final int MAX = 256;

    private static final long ODD = 0x9e3779b97f4a7c15L;

    /** The latest last. */
    LinkedHashSet<Long> digests = new LinkedHashSet<>();

    /** Whether the record is one of these; if not, it is from now on. */
    boolean again(long digest) {
        if (!digests.add(digest)) {
            return true;
        }
        if (digests.size() > MAX) {
            digests.removeFirst();
        }
        return false;
    }

    void clear() {
        digests.clear();
    }

    /**
     * Whether equal chunks are one and the same. Not where they are pieces of one line without end: those have one time,
     * and may have the same bytes.
     */
    static boolean telling(LogChunk chunk) {
        return !chunk.lines().stream().allMatch(LogLine::more);
    }

    /** Over its lines alone: most of a journal is chunks, and their run is known. */
    static long digest(LogChunk chunk) {
        long digest = chunk.lines().size();
        for (LogLine line : chunk.lines()) {
            Instant time = line.time();
            digest = mix(digest, time.getEpochSecond() * 1_000_000_000L + time.getNano());
            String content = line.text() == null ? String.valueOf(line.base64()) : line.text();
            digest = mix(digest, ((long) line.bytes() << 32) ^ content.hashCode());
            digest = mix(digest, line.stream() == LogLine.Stream.STDOUT ? 1 : 2);
        }
        return digest;
    }

    private static long mix(long digest, long value) {
        long mixed = (digest ^ value) * ODD;
        return mixed ^ (mixed >>> 29);
    }

    static long digest(JournalEvent event) {
        return Sha256.first(Json.bytes(event));
    }
}
