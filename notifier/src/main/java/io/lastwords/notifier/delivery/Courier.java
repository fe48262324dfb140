package io.lastwords.notifier.delivery;

import io.lastwords.model.diagnosis.Delivery;
import io.lastwords.notifier.notice.Plain;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries notices to one channel: keeps the pace that the channel asks for, turns each attempt into a delivery or a
 * pause, and gives up when the news has become too old to matter. Says what happens, each in one line.
 */
final class Courier {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final Duration MATTERS_FOR = Duration.ofHours(24);

    /** What became of an attempt. */
    sealed interface Result {
        /**
         * It is delivered or refused for good; to be recorded.
         *
         * @param afterwards what is left to do once it is
         */
        record Done(List<Delivery> deliveries, Afterwards afterwards) implements Result {
            public Done {
                deliveries = List.copyOf(deliveries);
            }
        }

        /** What is done after the record. */
        interface Afterwards {
            void run() throws InterruptedException;
        }

        /** It is to be tried again after the pause. */
        record Again(Duration pause) implements Result {}
    }

    private final String receiver;
    private final Channel channel;
    private final Backoff backoff;
    private final Clock clock;
    private final LongSupplier nanos;
    private final ReceiverMeters meters;
    private long freeAt;

    Courier(String receiver, Channel channel, Backoff backoff, Clock clock, LongSupplier nanos) {
        this.receiver = receiver;
        this.channel = channel;
        this.backoff = backoff;
        this.clock = clock;
        this.nanos = nanos;
        this.meters = new ReceiverMeters(receiver);
        this.freeAt = nanos.getAsLong();
    }

    /** When the channel may be used next; never before now. */
    long freeAt(long now) {
        return freeAt - now > 0 ? freeAt : now;
    }

    /** Another process may have used the channel a moment ago: the pace is kept from there. */
    void comesAfter(@Nullable Instant sent) {
        if (sent == null) {
            return;
        }
        var left = channel.pace().minus(Duration.between(sent, clock.instant()));
        if (left.isPositive() && left.compareTo(channel.pace()) <= 0) {
            freeAt = freeAt(nanos.getAsLong() + left.toNanos());
        }
    }

    /** Whether several incidents may be told in one notice. */
    boolean isForPeople() {
        return channel.isForPeople();
    }

    /**
     * Tries once.
     *
     * @param together what is told in one notice; the first one's attempts count
     * @param last what the receiver was told last of these incidents
     * @param ending how many incidents end with this one
     */
    Result deliver(List<Pending> together, @Nullable Delivery last, int ending) throws InterruptedException {
        var pending = together.getFirst();
        var why = Objects.requireNonNull(pending.notice(), "decided");
        var about = together.stream().map(Pending::diagnosis).toList();
        var message = new Message(receiver, why, about, last, ending, false);
        int attempts = pending.attempts() + 1;
        var attempt = attempt(message);
        meters.answered(attempt);
        long now = nanos.getAsLong();
        freeAt = now + channel.pace().toNanos();
        return switch (attempt) {
            case Attempt.Delivered delivered -> {
                LOG.atInfo()
                        .addKeyValue("receiver", receiver)
                        .addKeyValue("incident", message.incident())
                        .addKeyValue("revision", message.diagnosis().revision())
                        .addKeyValue("notice", why)
                        .addKeyValue("incidents", about.size())
                        .addKeyValue("attempts", attempts)
                        .log("Delivered");
                yield new Result.Done(
                        deliveries(
                                message,
                                Delivery.Outcome.DELIVERED,
                                null,
                                delivered.reference(),
                                delivered.thread(),
                                attempts),
                        () -> afterwards(message, delivered));
            }
            case Attempt.Later later -> again(pending, message, later, attempts, now);
            case Attempt.Rejected rejected -> refuse(message, rejected, attempts);
        };
    }

    private Attempt attempt(Message message) throws InterruptedException {
        try {
            return channel.send(message);
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).addKeyValue("receiver", receiver).log("A defect in sending");
            return new Attempt.Rejected(
                    "a defect in sending: " + e.getClass().getSimpleName(), "report it with the stack trace above");
        }
    }

    private void afterwards(Message message, Attempt.Delivered delivered) throws InterruptedException {
        try {
            channel.afterwards(message, delivered);
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).addKeyValue("receiver", receiver).log("A defect after sending");
        }
    }

    private Result again(Pending pending, Message message, Attempt.Later later, int attempts, long now) {
        var asked = later.after();
        var pause = backoff.after(attempts);
        if (asked != null) {
            pause = asked.compareTo(pause) > 0 ? asked : pause;
            freeAt = now + asked.toNanos();
        }
        long tried = now - pending.firstTry(now);
        if (tried + pause.toNanos() > MATTERS_FOR.toNanos()) {
            return refuse(
                    message,
                    new Attempt.Rejected(
                            "given up after " + MATTERS_FOR.toHours() + " h: " + later.reason(),
                            "see why the receiver does not answer"),
                    attempts);
        }
        if (Integer.bitCount(attempts) == 1) {
            LOG.atWarn()
                    .addKeyValue("receiver", receiver)
                    .addKeyValue("incident", message.incident())
                    .addKeyValue("attempts", attempts)
                    .log("Not delivered yet, trying again for {} h: {}", MATTERS_FOR.toHours(), later.reason());
        }
        return new Result.Again(pause);
    }

    private Result refuse(Message message, Attempt.Rejected rejected, int attempts) {
        LOG.atError()
                .addKeyValue("receiver", receiver)
                .addKeyValue("incident", message.incident())
                .log(
                        "{} refused a notice, which is kept in lastwords.dead-letters: {}. What to do: {}",
                        receiver,
                        rejected.reason(),
                        rejected.remedy());
        return new Result.Done(
                deliveries(
                        message,
                        Delivery.Outcome.REJECTED,
                        Plain.line(rejected.reason(), 500),
                        "",
                        thread(message),
                        attempts),
                () -> {});
    }

    /** One for each incident, in the message's order. */
    private List<Delivery> deliveries(
            Message message,
            Delivery.Outcome outcome,
            @Nullable String reason,
            String reference,
            String thread,
            int attempts) {
        var now = clock.instant();
        return message.about().stream()
                .map(diagnosis -> new Delivery(
                        Delivery.SCHEMA,
                        receiver,
                        Objects.requireNonNull(diagnosis.incident()),
                        diagnosis.revision(),
                        message.why(),
                        diagnosis.causes().getFirst().cause(),
                        diagnosis.status(),
                        outcome,
                        reason,
                        now,
                        reference,
                        thread,
                        attempts,
                        message.digest()))
                .toList();
    }

    private static String thread(Message message) {
        var last = message.last();
        return last == null ? "" : last.thread();
    }
}
