package io.lastwords.notifier;

import io.lastwords.notifier.template.Templates;
import java.net.URI;

/**
 * A Slack channel, by incoming webhook.
 *
 * @param url the webhook's URL, which is all that is needed to post, so it is a secret
 * @param templates how it is told
 */
public record SlackWebhook(String name, Secret url, Templates templates) implements ReceiverSettings {
    public SlackWebhook {
        ReceiverSettings.checkName(name);
        var unused = uri(url);
    }

    /** With no words of its own. */
    public SlackWebhook(String name, Secret url) {
        this(name, url, Templates.NONE);
    }

    URI uri() {
        return uri(url);
    }

    private static URI uri(Secret url) {
        return HttpUrl.parse("Slack webhook's URL", "https://hooks.slack.com/services/...", url.reveal());
    }
}
