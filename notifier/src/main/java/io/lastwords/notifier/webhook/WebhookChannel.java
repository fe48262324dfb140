package io.lastwords.notifier.webhook;

import io.lastwords.model.topic.Json;
import io.lastwords.notifier.delivery.Attempt;
import io.lastwords.notifier.delivery.Channel;
import io.lastwords.notifier.delivery.Message;
import io.lastwords.notifier.http.Http;
import io.lastwords.notifier.http.Reply;
import io.lastwords.notifier.notice.Plain;
import io.lastwords.notifier.template.Templates;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * A URL that takes each notice as a POST of JSON, and answers 2xx where it has it. What is sent again after an answer
 * that was lost carries the same {@code Idempotency-Key}.
 */
public final class WebhookChannel implements Channel {
    private static final int ANSWER = 512;

    private final URI url;
    private final Map<String, String> headers;
    private final Templates templates;
    private final Http http;

    /** Sends to this URL, with these headers beside its own; the timeout covers the whole exchange. */
    public WebhookChannel(URI url, Map<String, String> headers, Templates templates, Duration timeout) {
        this.url = url;
        this.headers = Map.copyOf(headers);
        this.templates = templates;
        this.http = new Http(timeout, ANSWER);
    }

    @Override
    public boolean isForPeople() {
        return false;
    }

    @Override
    public Duration pace() {
        return Duration.ZERO;
    }

    @Override
    public Attempt send(Message message) throws InterruptedException {
        var request = Http.post(url, Json.bytes(WebhookNotice.of(message, templates)));
        request.header("Idempotency-Key", key(message));
        headers.forEach(request::setHeader);
        return switch (http.send(request.build())) {
            case Reply.Answer answer when answer.good() -> new Attempt.Delivered("", "");
            case Reply.Answer answer -> refusal(answer);
            case Reply.Silence silence -> new Attempt.Later(null, silence.reason());
        };
    }

    private static String key(Message message) {
        return message.receiver() + "/" + message.incident().replaceAll("[^\\x21-\\x7e]", "-") + "/" + message.which();
    }

    private static Attempt refusal(Reply.Answer answer) {
        String reason = ("it answered " + answer.status() + " " + Plain.line(answer.body(), 100)).strip();
        if (answer.worthAnotherTry()) {
            return answer.later(reason);
        }
        return new Attempt.Rejected(
                reason,
                switch (answer.status()) {
                    case 401, 403 -> "check 'authorization' and 'headers' of this receiver";
                    case 301, 302, 303, 307, 308 -> "give the URL that it leads to: redirects are not followed";
                    default -> "check the URL of this receiver, and what its log says about the request";
                });
    }
}
