package io.lastwords.notifier.slack;

import io.lastwords.notifier.delivery.Attempt;
import io.lastwords.notifier.notice.Plain;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a webhook's answer means. Slack says in the body of a 4xx why it refuses: invalid_payload, no_service,
 * action_prohibited, channel_is_archived and so on.
 */
final class SlackAnswer {
    /** A pause that no honest answer asks for; the message would be too old by then. */
    private static final long LONGEST_PAUSE = Duration.ofHours(1).toSeconds();

    private SlackAnswer() {}

    static Attempt read(int status, String body, Optional<String> retryAfter, Optional<String> requestId) {
        if (status >= 200 && status < 300) {
            return new Attempt.Delivered(
                    requestId.map(id -> Plain.line(id, 100)).orElse(""), "");
        }
        String reason = "it answered " + status + " " + Plain.line(body, 100);
        if (status == 429 || status == 408 || status == 425 || status >= 500) {
            return new Attempt.Later(pause(status, retryAfter), reason.strip());
        }
        return new Attempt.Rejected(reason.strip(), remedy(status, body));
    }

    private static @Nullable Duration pause(int status, Optional<String> retryAfter) {
        var asked = retryAfter
                .map(String::strip)
                .filter(text -> text.matches("[0-9]{1,9}"))
                .map(Long::parseLong)
                .map(seconds -> Duration.ofSeconds(Math.min(seconds, LONGEST_PAUSE)));
        return asked.orElse(status == 429 ? Duration.ofSeconds(30) : null);
    }

    private static String remedy(int status, String body) {
        if (body.contains("channel_is_archived")) {
            return "unarchive the channel, or make a webhook for another one";
        }
        if (body.contains("action_prohibited") || body.contains("restricted")) {
            return "the workspace does not let this webhook post: ask its administrator";
        }
        return switch (status) {
            case 400, 413 -> "the message itself is refused, which is a defect of Lastwords: please report it";
            case 401, 403, 404, 410 ->
                "the webhook is unknown, revoked or mistyped: make a new one in Slack and put its URL into"
                        + " LASTWORDS_SLACK_WEBHOOK_URL or the configuration file";
            default -> "check that the webhook's URL is one that Slack gave you";
        };
    }
}
