package io.lastwords.cli.replay;

import io.lastwords.cli.recording.Header.Said;
import io.lastwords.model.diagnosis.Verdict;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One incident as it was diagnosed then and as it is now.
 *
 * @param where the recording or the workload
 * @param then null where nothing was said
 * @param now null where nothing is said any more
 * @param expected the true cause where somebody has said it, 'healthy' where there was nothing to say
 * @param verdict what a person said of it then
 */
public record Change(
        String where,
        @Nullable Said then,
        @Nullable Said now,
        @Nullable String expected,
        @Nullable Verdict verdict) {

    /** What became of it. */
    public enum Kind {
        SAME,
        GAINED,
        LOST,
        CAUSE,
        CONFIDENCE
    }

    /** What became of it. */
    public Kind kind() {
        if (then == null || now == null) {
            return then == null ? Kind.GAINED : Kind.LOST;
        }
        if (!then.cause().equals(now.cause())) {
            return Kind.CAUSE;
        }
        return then.confidence() == now.confidence() ? Kind.SAME : Kind.CONFIDENCE;
    }

    /** Whether what is said now is known to be not so. */
    public boolean wrong() {
        return now != null && expected != null && !now.cause().equals(expected);
    }

    /** Whether it is still said what a person has said is wrong. */
    public boolean stillWrong() {
        return now != null && verdict != null && now.cause().equals(verdict.wrong());
    }

    /** Whether somebody should look at it. */
    public boolean differs() {
        return kind() != Kind.SAME || wrong() || stillWrong();
    }

    /** One line for a person. */
    public String line() {
        var incident = then == null ? Objects.requireNonNull(now).incident() : then.incident();
        var text = new StringBuilder(where + ": incident " + incident + ": ");
        text.append(
                switch (kind()) {
                    case SAME -> "as it was: " + text(now);
                    case GAINED -> "gained: " + text(now);
                    case LOST -> "lost: it was " + text(then);
                    case CAUSE -> "another cause: " + text(now) + ", and it was " + text(then);
                    case CONFIDENCE -> "another confidence: " + text(now) + ", and it was " + text(then);
                });
        if (expected != null && now != null) {
            text.append(wrong() ? ": wrong, it is " + expected : ": right");
        }
        if (verdict != null && now != null) {
            var really = verdict.really() == null ? "" : " (really " + verdict.really() + ")";
            text.append(
                            stillWrong()
                                    ? ": still what somebody said is wrong"
                                    : ": no longer the " + verdict.wrong() + " that somebody said is wrong")
                    .append(really);
        }
        return text.toString();
    }

    private static String text(@Nullable Said said) {
        return said == null ? "nothing" : String.format(Locale.ROOT, "%s %.2f", said.cause(), said.confidence());
    }
}
