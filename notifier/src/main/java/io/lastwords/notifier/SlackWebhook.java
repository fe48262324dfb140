package io.lastwords.notifier;

import java.net.URI;
import java.net.URISyntaxException;

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
        String shape = "it must look like https://hooks.slack.com/services/...";
        URI uri;
        try {
            uri = new URI(url.reveal());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("the Slack webhook's URL is no URL: " + shape);
        }
        String scheme = uri.getScheme();
        if (uri.getHost() == null || !("https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme))) {
            throw new IllegalArgumentException("the Slack webhook's URL has no https:// and host: " + shape);
        }
        return uri;
    }
}
