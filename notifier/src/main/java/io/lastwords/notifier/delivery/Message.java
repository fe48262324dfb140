package io.lastwords.notifier.delivery;

import io.lastwords.model.diagnosis.Delivery;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.notifier.notice.Notice;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a channel is asked to send.
 *
 * @param receiver the receiver's name
 * @param why why it is sent
 * @param diagnosis of an incident
 * @param last the receiver's last delivery about the same incident
 * @param test whether it is only a test
 */
public record Message(
        String receiver,
        Delivery.Notice why,
        Diagnosis diagnosis,
        @Nullable Delivery last,
        boolean test) {

    public Message {
        Objects.requireNonNull(diagnosis.incident(), "incident");
    }

    public String incident() {
        return Objects.requireNonNull(diagnosis.incident());
    }

    /**
     * Which notice of the incident this is: the revision that the receiver was last told, 0 for the first. It stays the
     * same when the notice is sent again after a kill, even where a newer revision is at hand by then.
     */
    public int after() {
        return last == null ? 0 : last.revision();
    }

    /** The notice as sentences. */
    public Notice notice() {
        var notice = switch (why) {
            case OPENED, RESOLVED -> Notice.of(diagnosis);
            case CAUSE_CHANGED -> last == null ? Notice.of(diagnosis) : Notice.ofChange(diagnosis, last.cause());
        };
        return test ? notice.asTest() : notice;
    }
}
