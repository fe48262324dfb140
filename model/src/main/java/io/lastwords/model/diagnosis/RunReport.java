package io.lastwords.model.diagnosis;

import io.lastwords.model.journal.LogLine;
import io.lastwords.model.journal.Origin;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One finished run, as {@code lastwords.runs} holds it.
 *
 * @param run the run's name: when it started
 * @param intended whether somebody stopped it
 * @param durationMillis from start to die, engine time
 * @param stdoutBytes as the program wrote them, before masking
 * @param markerSeen null where no marker is known
 * @param firstLines the first lines, readable, at most 5
 * @param lastLines the last lines, readable, at most 20
 */
public record RunReport(
        int schema,
        Origin origin,
        String image,
        String imageId,
        Instant run,
        Instant end,
        int exitCode,
        boolean oomKilled,
        boolean intended,
        long durationMillis,
        long stdoutBytes,
        long stderrBytes,
        @Nullable Boolean markerSeen,
        boolean logsComplete,
        List<Diagnosis.Line> firstLines,
        List<Diagnosis.Line> lastLines) {
    public RunReport {
        firstLines = List.copyOf(firstLines);
        lastLines = List.copyOf(lastLines);
    }

    /** A journal line as a person reads it. */
    public static Diagnosis.Line line(LogLine line) {
        return new Diagnosis.Line(line.stream(), line.time(), line.readable());
    }
}
