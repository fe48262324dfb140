package io.lastwords.notifier.slack;

import io.lastwords.model.topic.Json;
import io.lastwords.notifier.delivery.Attempt;
import io.lastwords.notifier.delivery.Channel;
import io.lastwords.notifier.delivery.Message;
import io.lastwords.notifier.http.Http;
import io.lastwords.notifier.http.Reply;
import io.lastwords.notifier.template.Templates;
import java.net.URI;
import java.time.Duration;

/**
 * A Slack incoming webhook, or whatever understands its requests. The URL is the secret, so it is in no message and no
 * log line of this class.
 */
public final class SlackChannel implements Channel {
    /** Slack asks for about one message a second in a channel. */
    static final Duration PACE = Duration.ofSeconds(1);

    private static final int ANSWER = 512;

    private final URI url;
    private final Templates templates;
    private final Http http;

    /** Sends to this webhook; the timeout covers the whole exchange. */
    public SlackChannel(URI url, Templates templates, Duration timeout) {
        this.url = url;
        this.templates = templates;
        this.http = new Http(timeout, ANSWER);
    }

    @Override
    public Duration pace() {
        return PACE;
    }

    @Override
    public Attempt send(Message message) throws InterruptedException {
        var body = Json.bytes(SlackMessage.of(message.occasion(), templates));
        return switch (http.send(Http.post(url, body).build())) {
            case Reply.Answer answer -> SlackAnswer.read(answer);
            case Reply.Silence silence when silence.taken() -> new Attempt.Delivered("", "");
            case Reply.Silence silence -> new Attempt.Later(null, silence.reason());
        };
    }
}
