package io.lastwords.notifier.delivery;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees to it that a receiver that forgets is reminded in time. Times are of the monotonic clock, in nanoseconds. */
final class Reminders {
    private static final Logger LOG = LoggerFactory.getLogger(Reminders.class);

    /** Before another try; several of them fit into the time in which the receiver forgets. */
    private static final Duration RETRY = Duration.ofSeconds(15);

    private final String receiver;
    private final @Nullable Upkeep upkeep;
    private long due;
    private int failures;

    Reminders(String receiver, Channel channel, long now) {
        this.receiver = receiver;
        this.upkeep = channel instanceof Upkeep forgetful ? forgetful : null;
        this.due = now;
    }

    boolean due(long now) {
        return upkeep != null && due - now <= 0;
    }

    /** The time until the next one, where there is one. */
    Duration until(long now, Duration otherwise) {
        return upkeep == null ? otherwise : Duration.ofNanos(Math.max(due - now, 0));
    }

    void send(List<Upkeep.Open> open, long now) throws InterruptedException {
        if (upkeep == null) {
            return;
        }
        due = now + upkeep.every().toNanos();
        if (open.isEmpty()) {
            return;
        }
        switch (remind(upkeep, open)) {
            case Attempt.Delivered delivered -> failures = 0;
            case Attempt.Later later -> failed(now, later.after(), later.reason());
            case Attempt.Rejected rejected ->
                failed(now, null, rejected.reason() + ". What to do: " + rejected.remedy());
        }
    }

    private Attempt remind(Upkeep of, List<Upkeep.Open> open) throws InterruptedException {
        try {
            return of.remind(open);
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).addKeyValue("receiver", receiver).log("A defect in reminding");
            return new Attempt.Rejected(
                    "a defect in reminding: " + e.getClass().getSimpleName(), "report it with the stack trace above");
        }
    }

    private void failed(long now, @Nullable Duration pause, String reason) {
        due = now + (pause == null ? RETRY : pause).toNanos();
        if (Integer.bitCount(++failures) == 1) {
            LOG.atWarn()
                    .addKeyValue("receiver", receiver)
                    .log("{} is not reminded of what is open, trying again: {}", receiver, reason);
        }
    }
}
