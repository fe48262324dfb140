package io.lastwords.collector.watch;

import io.lastwords.collector.journal.ContainerPosition;
import io.lastwords.collector.journal.ContainerPosition.Failure;
import io.lastwords.collector.journal.ContainerPosition.UnreadRun;
import io.lastwords.model.journal.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A container's position while it is being changed. */
final class Change {
    private final Origin origin;
    private @Nullable Instant lastEvent;
    private boolean attached;
    private @Nullable Instant run;
    private @Nullable Instant startedAt;
    private @Nullable Instant ended;
    private boolean restarting;
    private final List<UnreadRun> runs;
    private @Nullable Failure failure;
    private @Nullable Instant removed;

    Change(ContainerPosition from) {
        origin = from.origin();
        lastEvent = from.lastEvent();
        attached = from.attached();
        run = from.run();
        startedAt = from.startedAt();
        ended = from.ended();
        restarting = from.restarting();
        runs = new ArrayList<>(from.runs());
        failure = from.failure();
        removed = from.removed();
    }

    Change event(Instant time) {
        lastEvent = lastEvent == null || time.isAfter(lastEvent) ? time : lastEvent;
        return this;
    }

    Change attached(boolean value) {
        attached = value;
        return this;
    }

    /** A new run; the one before, should it still be open, is never going to be complete. */
    Change begin(UnreadRun unread, @Nullable Instant seenStartedAt) {
        run = unread.run();
        startedAt = seenStartedAt;
        ended = null;
        restarting = false;
        failure = null;
        runs.add(unread);
        return this;
    }

    Change end(Instant time, Instant lastLine, boolean startsAgain) {
        ended = lastLine;
        attached = false;
        restarting = startsAgain;
        replaceLast(last -> last.ended(time, lastLine));
        return this;
    }

    /** The end of the last run was not seen: it goes on to where the next one may begin. */
    Change lose(Instant at, String reason) {
        ended = at;
        replaceLast(last -> last.ended(at, at).losing(reason));
        return this;
    }

    private void replaceLast(UnaryOperator<UnreadRun> change) {
        if (!runs.isEmpty() && runs.getLast().run().equals(run)) {
            runs.add(change.apply(runs.removeLast()));
        }
    }

    Change fail(Failure seen) {
        failure = seen;
        attached = false;
        restarting = false;
        return this;
    }

    Change stopped() {
        restarting = false;
        return this;
    }

    Change remove(Instant time) {
        removed = time;
        restarting = false;
        return this;
    }

    /** Runs whose log is in the journal to its end need not be kept in mind. */
    Change withoutRunsUpTo(@Nullable Instant done) {
        if (done != null) {
            runs.removeIf(unread -> !unread.run().isAfter(done));
        }
        return this;
    }

    ContainerPosition position() {
        return new ContainerPosition(
                ContainerPosition.SCHEMA,
                origin,
                lastEvent,
                attached,
                run,
                startedAt,
                ended,
                restarting,
                runs,
                failure,
                removed);
    }
}
