package io.lastwords.notifier.delivery;

import io.lastwords.model.diagnosis.Delivery;
import io.lastwords.model.diagnosis.Diagnosis;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Figures of one receiver, in micrometer's global registry: nothing is kept where nobody looks. Each stands at 0 from the
 * start, or whoever looks would miss the first of its kind.
 */
final class ReceiverMeters {
    private enum Answer {
        DELIVERED,
        LATER,
        REJECTED
    }

    private final Map<Delivery.Outcome, Counter> deliveries;
    private final Map<Answer, Counter> attempts;

    ReceiverMeters(String receiver) {
        deliveries = counters(
                Delivery.Outcome.values(),
                "lastwords.notifier.deliveries",
                "Notices by what became of them; one that is tried again counts once, at its end.",
                receiver);
        attempts = counters(
                Answer.values(),
                "lastwords.notifier.attempts",
                "Attempts to send by what came of them; 'later' is tried again.",
                receiver);
    }

    private static <K extends Enum<K>> Map<K, Counter> counters(
            K[] outcomes, String name, String description, String receiver) {
        return Arrays.stream(outcomes)
                .collect(Collectors.toMap(
                        Function.identity(),
                        outcome -> Counter.builder(name)
                                .description(description)
                                .tag("receiver", receiver)
                                .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                                .register(Metrics.globalRegistry)));
    }

    void recorded(Delivery delivery) {
        boolean noted = delivery.outcome() == Delivery.Outcome.SILENCED
                && delivery.status() != Diagnosis.Status.OPEN; // that what was silenced is over
        if (!noted) {
            count(deliveries, delivery.outcome());
        }
    }

    void answered(Attempt attempt) {
        count(
                attempts,
                switch (attempt) {
                    case Attempt.Delivered delivered -> Answer.DELIVERED;
                    case Attempt.Later later -> Answer.LATER;
                    case Attempt.Rejected rejected -> Answer.REJECTED;
                });
    }

    private static <K> void count(Map<K, Counter> counters, K outcome) {
        var counter = counters.get(outcome);
        if (counter != null) {
            counter.increment();
        }
    }
}
