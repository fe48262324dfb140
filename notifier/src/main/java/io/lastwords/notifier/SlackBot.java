package io.lastwords.notifier;

import io.lastwords.notifier.template.Templates;
import java.net.URI;
import java.util.regex.Pattern;

/**
 * A Slack channel, by a bot that posts, mends its messages and answers in their threads.
 *
 * @param token the bot's, {@code xoxb-...}
 * @param channel the channel's name or ID
 * @param apiUrl where Slack's Web API is: {@link #SLACK} but for other servers that speak it
 * @param templates how it is told
 */
public record SlackBot(String name, Secret token, String channel, String apiUrl, Templates templates)
        implements ReceiverSettings {
    /** Slack's own. */
    public static final String SLACK = "https://slack.com/api/";

    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{1,500}");
    private static final Pattern CHANNEL = Pattern.compile("[#@]?[\\p{L}\\p{M}\\p{N}._-]{1,80}");

    public SlackBot {
        ReceiverSettings.checkName(name);
        if (!TOKEN.matcher(token.reveal()).matches()) {
            throw new IllegalArgumentException("the Slack bot's token is empty or has a space in it: it must look like"
                    + " xoxb-..., as the app's page 'OAuth & Permissions' shows it");
        }
        if (!CHANNEL.matcher(channel).matches()) {
            throw new IllegalArgumentException(
                    "the Slack channel is no name and no ID: it must look like #ops or C0123456789");
        }
        var unused = uri(apiUrl);
    }

    /** With no words of its own. */
    public SlackBot(String name, Secret token, String channel, String apiUrl) {
        this(name, token, channel, apiUrl, Templates.NONE);
    }

    URI api() {
        return uri(apiUrl);
    }

    private static URI uri(String url) {
        return HttpUrl.parse("Slack API's URL", SLACK, url.endsWith("/") ? url : url + "/");
    }
}
