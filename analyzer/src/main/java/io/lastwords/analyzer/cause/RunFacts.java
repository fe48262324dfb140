package io.lastwords.analyzer.cause;

import io.lastwords.model.diagnosis.Diagnosis.Line;
import java.time.Instant;
import java.util.List;

/**
 * One ended run.
 *
 * @param durationMillis from start to die, engine time
 * @param oomKilled the engine's flag, which a killed child sets too
 * @param oomEvent whether the engine reported that the kernel killed something for want of memory
 * @param signalled whether anybody sent a signal through the engine in this run
 * @param witnessed whether its end was seen as it happened, so that a signal before it would be known
 * @param stdoutBytes as written by the program, newlines included, before masking
 * @param markerSeen whether the marker came; false too where none is known
 * @param log how far its output is known
 * @param stdoutUnterminated whether the last thing on stdout had no newline
 * @param replaced whether bytes were replaced by U+FFFD, so that counts are no tell-tale
 * @param pages in how many bursts stdout came, each within 30 ms and of 4,096 or 8,192 bytes give or take 1 %; 0 where it
 *     did not come so
 * @param firstLines at most 5
 * @param lastLines at most 20
 * @param head the last error's head: the line where a panic, traceback or exception begins and up to 8 after it; empty
 *     where there was none
 */
public record RunFacts(
        Instant start,
        Instant end,
        int exitCode,
        long durationMillis,
        boolean oomKilled,
        boolean oomEvent,
        boolean signalled,
        boolean witnessed,
        long stdoutBytes,
        long stderrBytes,
        long lines,
        boolean markerSeen,
        Log log,
        boolean stdoutUnterminated,
        boolean replaced,
        int pages,
        List<Line> firstLines,
        List<Line> lastLines,
        List<Line> head) {
    public RunFacts {
        firstLines = List.copyOf(firstLines);
        lastLines = List.copyOf(lastLines);
        head = List.copyOf(head);
    }

    /** How far a run's output is known. */
    public enum Log {
        /** All that it wrote. */
        COMPLETE,
        /** Lines are missing and will not come: rotated away, not readable, not collected. */
        INCOMPLETE,
        /** It ended a moment ago; lines may still come. */
        READING
    }

    /** The signal that ended it as a shell or the engine reports it: 128 + n; 0 where none. */
    public int signal() {
        return exitCode > 128 && exitCode <= 192 ? exitCode - 128 : 0;
    }

    public boolean silent() {
        return log == Log.COMPLETE && stdoutBytes == 0 && stderrBytes == 0;
    }

    boolean spoke() {
        return stdoutBytes + stderrBytes > 0;
    }
}
