package io.lastwords.notifier.slack;

import io.lastwords.model.diagnosis.Delivery;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An incident's first message in Slack, on which the later ones hang; as text it is kept in the deliveries.
 *
 * @param channel its ID, which unlike a name stays
 * @param ts the message's own time stamp, by which Slack knows it
 */
record SlackThread(String channel, String ts) {
    private static final Pattern TEXT = Pattern.compile("([A-Z][A-Z0-9]{1,40})/([0-9]{1,20}\\.[0-9]{1,20})");

    /** The thread of the last delivery; empty where it was sent in another way. */
    static Optional<SlackThread> of(@Nullable Delivery last) {
        return Optional.ofNullable(last).flatMap(delivery -> of(delivery.thread()));
    }

    /** The thread of this text; empty where it is none's. */
    static Optional<SlackThread> of(String text) {
        return Optional.of(TEXT.matcher(text))
                .filter(Matcher::matches)
                .map(match -> new SlackThread(match.group(1), match.group(2)));
    }

    @Override
    public String toString() {
        return channel + "/" + ts;
    }
}
