package io.lastwords.notifier;

import java.net.URI;

/**
 * A Slack channel, by incoming webhook.
 *
 * @param url the webhook's URL, which is all that is needed to post, so it is a secret
 */
public record SlackWebhook(String name, Secret url) implements ReceiverSettings {
    public SlackWebhook {
        ReceiverSettings.checkName(name);
        var unused = uri(url);
    }

    URI uri() {
        return uri(url);
    }

    private static URI uri(Secret url) {
        return HttpUrl.parse("Slack webhook's URL", "https://hooks.slack.com/services/...", url.reveal());
    }
}
