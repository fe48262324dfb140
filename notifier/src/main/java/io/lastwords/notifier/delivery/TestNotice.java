package io.lastwords.notifier.delivery;

import io.lastwords.model.diagnosis.Delivery;
import io.lastwords.model.diagnosis.Diagnosis;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Tries a channel with one notice that is marked as a test; nothing is retried, and nothing is recorded. */
public final class TestNotice {
    private TestNotice() {}

    /** Sends it once; a failure of any kind is a rejection that says what to do. */
    public static Delivery send(String receiver, Channel channel, Diagnosis diagnosis, Clock clock)
            throws InterruptedException {
        var message = new Message(receiver, Delivery.Notice.OPENED, diagnosis, null, true);
        return switch (channel.send(message)) {
            case Attempt.Delivered delivered ->
                delivery(message, Delivery.Outcome.DELIVERED, null, delivered.reference(), clock);
            case Attempt.Later later -> delivery(message, Delivery.Outcome.REJECTED, later.reason(), "", clock);
            case Attempt.Rejected rejected ->
                delivery(
                        message,
                        Delivery.Outcome.REJECTED,
                        rejected.reason() + ". What to do: " + rejected.remedy(),
                        "",
                        clock);
        };
    }

    private static Delivery delivery(
            Message message, Delivery.Outcome outcome, @Nullable String reason, String reference, Clock clock) {
        return new Delivery(
                Delivery.SCHEMA,
                message.receiver(),
                message.incident(),
                message.diagnosis().revision(),
                message.why(),
                message.diagnosis().causes().getFirst().cause(),
                message.diagnosis().status(),
                outcome,
                reason,
                clock.instant(),
                reference,
                "",
                1,
                null);
    }
}
