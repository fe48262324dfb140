package io.lastwords.notifier.slack;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastwords.notifier.delivery.Attempt;
import io.lastwords.notifier.http.Reply;
import io.lastwords.notifier.notice.Plain;

/** What an {@code "ok": false} of Slack's Web API means, and what somebody has to do about it. */
final class SlackError {
    private SlackError() {}

    static Attempt of(String method, String error, JsonNode body, Reply.Answer answer) {
        String reason = method + " was refused: " + error;
        return switch (error) {
            case "ratelimited", "rate_limited", "message_limit_exceeded" ->
                new Attempt.Later(
                        answer.pause() == null ? SlackBotChannel.UNKNOWN_PAUSE : answer.pause(),
                        "Slack asks for a pause (" + error + ")");
            case "internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org" ->
                answer.later(reason);
            default -> new Attempt.Rejected(reason, remedy(error, body));
        };
    }

    /** Something answers that does not speak Slack's language, perhaps a proxy in trouble; Slack has refused nothing. */
    static Attempt notSlack(String method, Reply.Answer answer) {
        return answer.later("%s was answered %d without the JSON that Slack sends: check LASTWORDS_SLACK_API_URL"
                .formatted(method, answer.status()));
    }

    private static String remedy(String error, JsonNode body) {
        return switch (error) {
            case "invalid_auth",
                    "not_authed",
                    "account_inactive",
                    "token_revoked",
                    "token_expired",
                    "not_allowed_token_type" ->
                "the token is wrong, revoked or of another kind: copy the Bot User OAuth Token (xoxb-...) from the app's"
                        + " page 'OAuth & Permissions' into LASTWORDS_SLACK_BOT_TOKEN or the configuration file";
            case "not_in_channel" -> "invite the bot: in the channel, write /invite and the bot's name";
            case "channel_not_found" ->
                "check the channel's name or ID in LASTWORDS_SLACK_CHANNEL or the configuration file; into a private"
                        + " channel the bot must be invited";
            case "is_archived" -> "unarchive the channel, or name another one in LASTWORDS_SLACK_CHANNEL";
            case "missing_scope" ->
                "give the app the scope '%s' on its page 'OAuth & Permissions' and install it again"
                        .formatted(Plain.line(body.path("needed").asText("chat:write"), 100));
            case "restricted_action",
                    "restricted_action_read_only_channel",
                    "restricted_action_thread_only_channel",
                    "ekm_access_denied",
                    "team_access_not_granted" ->
                "the workspace does not let this bot post there: ask its administrator";
            case "invalid_blocks", "invalid_blocks_format", "msg_too_long", "msg_blocks_too_long", "no_text" ->
                "the message itself is refused, which is a defect of Lastwords: please report it";
            default -> "see what Slack's documentation of the method says about '" + error + "'";
        };
    }
}
