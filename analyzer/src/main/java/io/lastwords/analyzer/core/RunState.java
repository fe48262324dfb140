package io.lastwords.analyzer.core;

import io.lastwords.analyzer.cause.RunFacts;
import io.lastwords.model.diagnosis.Diagnosis.Line;
import io.lastwords.model.journal.LogChunk;
import io.lastwords.model.journal.LogLine;
import io.lastwords.model.journal.Origin;
import io.lastwords.model.journal.RunStarted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run while its events come in: bounded, whatever the run writes. Owned by its workload's state. */
final class RunState {
    private static final int FIRST = 5;
    private static final int LAST = 20;
    private static final int FEW = 3;
    private static final int SIGNALS = 8;

    Origin origin;
    Instant start;
    boolean attached;
    boolean live;
    List<Sent> signals = new ArrayList<>();
    boolean oomEvent;

    @Nullable
    Instant end;

    int exitCode;
    boolean oomKilled;
    boolean endLive;

    /** Whether its end was seen as it happened. */
    boolean witnessed;

    boolean intended;

    /** Whether its end belongs to the streak of unintended ends. */
    boolean counted;

    RunFacts.Log log = RunFacts.Log.READING;
    boolean gap;
    boolean reported;
    long stdoutBytes;
    long stderrBytes;
    long lines;
    boolean markerSeen;
    boolean stdoutUnterminated;
    boolean replaced;

    /** Whether newer ones are there, and a few of its lines say enough. */
    boolean shrunk;

    Pages pages = new Pages();
    /** Which of the workload's openings came, as masked. */
    List<String> opened = new ArrayList<>();

    /** Whether it was healthy and its openings are learned. */
    boolean learned;

    /** Its chunks, until its log is complete: then no line of it follows. */
    Repeats chunks = new Repeats();

    List<Line> first = new ArrayList<>();
    List<Line> last = new ArrayList<>();
    ErrorHead head = new ErrorHead();

    /** A signal somebody sent through the engine. */
    record Sent(int signal, Instant time) {}

    @SuppressWarnings("NullAway") // Jackson fills the fields
    RunState() {}

    RunState(RunStarted event) {
        origin = event.origin();
        start = event.run();
        attached = event.attached();
        live = event.live();
    }

    boolean is(Origin of, Instant run) {
        return origin.container().equals(of.container()) && start.equals(run);
    }

    boolean ended() {
        return end != null;
    }

    Instant endTime() {
        return end == null ? start : end;
    }

    Duration duration() {
        Duration lived = Duration.between(start, endTime());
        return lived.isNegative() ? Duration.ZERO : lived;
    }

    /** Whether these lines were taken before: all lines of a run come before the end of its log. */
    boolean again(LogChunk chunk) {
        return reported || (Repeats.telling(chunk) && chunks.again(Repeats.digest(chunk)));
    }

    /** All that it wrote and that is left of it has come. */
    void logged(RunFacts.Log all) {
        log = all;
        reported = true;
        chunks.clear();
    }

    /** Of each signal the latest counts: a program is told to reload again and again. */
    void signalled(Sent sent) {
        signals.removeIf(before -> before.signal() == sent.signal());
        if (signals.size() == SIGNALS) {
            signals.removeFirst();
        }
        signals.add(sent);
    }

    void line(LogLine line) {
        String text = Text.bounded(line.readable());
        if (line.stream() == LogLine.Stream.STDOUT) {
            stdoutBytes += line.bytes();
            stdoutUnterminated = line.unterminated();
            pages.line(line.time(), line.bytes());
        } else {
            stderrBytes += line.bytes();
        }
        replaced |= line.base64() == null && text.indexOf('\uFFFD') >= 0;
        markerSeen |= line.marker();
        lines++;
        Line kept = new Line(line.stream(), line.time(), text);
        if (first.size() < FIRST) {
            first.add(kept);
        }
        if (last.size() == (shrunk ? FEW : LAST)) {
            last.removeFirst();
        }
        last.add(kept);
        head.line(kept, shrunk ? FEW : ErrorHead.MAX);
    }

    void shrink() {
        shrunk = true;
        while (last.size() > FEW) {
            last.removeFirst();
        }
        head.shrink(FEW);
    }

    RunFacts facts() {
        return new RunFacts(
                start,
                endTime(),
                exitCode,
                duration().toMillis(),
                oomKilled,
                oomEvent,
                !signals.isEmpty(),
                witnessed,
                stdoutBytes,
                stderrBytes,
                lines,
                markerSeen,
                log,
                stdoutUnterminated,
                replaced,
                pages.count(),
                first,
                last,
                head.lines);
    }
}
