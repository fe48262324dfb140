package io.lastwords.cli.terminal;

import io.lastwords.model.diagnosis.Delivery;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.examination.CommandStep;
import io.lastwords.model.examination.Examination;
import io.lastwords.model.examination.UnknownFact;
import io.lastwords.notifier.notice.Notice;
import io.lastwords.notifier.notice.Wording;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is in a timeline's line, in words. */
final class Phrases {
    private static final int NAMED = 3;

    private Phrases() {}

    /** The answer as it stood. */
    static String diagnosis(Diagnosis diagnosis) {
        var cause = Notice.of(diagnosis).cause();
        return cause == null ? "" : cause.label() + " (" + cause.confidence() + "): " + cause.summary();
    }

    /** What was looked at, and what could not be. */
    static String examination(Examination facts) {
        var chain = facts.command().steps().stream().map(CommandStep::path).collect(Collectors.joining(" → "));
        var unknown = facts.unknown();
        return (chain.isEmpty() ? "the container" : chain) + ", "
                + count(facts.files().size(), "file") + " in "
                + Wording.duration(Duration.ofMillis(facts.millis()))
                + (unknown.isEmpty()
                        ? ""
                        : "; not seen: "
                                + unknown.stream()
                                        .limit(NAMED)
                                        .map(UnknownFact::fact)
                                        .collect(Collectors.joining(", "))
                                + (unknown.size() > NAMED ? " and " + (unknown.size() - NAMED) + " more" : ""));
    }

    private static String count(int number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    /** Who was told what, and how that went. */
    static String delivery(Delivery delivery) {
        var notice = delivery.notice().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        var outcome = switch (delivery.outcome()) {
            case DELIVERED -> "delivered";
            case GATHERED -> "not sent, told together with others";
            case SILENCED -> "not sent, silenced";
            case REJECTED -> "not delivered: " + delivery.reason();
        };
        return String.join(", ", List.of(delivery.receiver() + ": " + notice, outcome))
                + (delivery.attempts() > 1 ? " (attempt " + delivery.attempts() + ")" : "");
    }
}
