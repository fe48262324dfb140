package io.lastwords.notifier.slack;

import io.lastwords.notifier.delivery.Attempt;
import io.lastwords.notifier.http.Reply;
import io.lastwords.notifier.notice.Plain;

/**
 * What a webhook's answer means. Slack says in the body of a 4xx why it refuses: invalid_payload, no_service,
 * action_prohibited, channel_is_archived and so on.
 */
final class SlackAnswer {
    private SlackAnswer() {}

    static Attempt read(Reply.Answer answer) {
        if (answer.good()) {
            return new Attempt.Delivered(
                    answer.header("X-Slack-Req-Id")
                            .map(id -> Plain.line(id, 100))
                            .orElse(""),
                    "");
        }
        String reason = ("it answered " + answer.status() + " " + Plain.line(answer.body(), 100)).strip();
        return answer.worthAnotherTry()
                ? answer.later(reason)
                : new Attempt.Rejected(reason, remedy(answer.status(), answer.body()));
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
