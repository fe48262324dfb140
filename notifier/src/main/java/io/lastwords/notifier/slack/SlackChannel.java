package io.lastwords.notifier.slack;

import io.lastwords.model.topic.Json;
import io.lastwords.notifier.delivery.Attempt;
import io.lastwords.notifier.delivery.Channel;
import io.lastwords.notifier.delivery.Message;
import io.lastwords.notifier.notice.Plain;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A Slack incoming webhook, or whatever understands its requests. The URL is the secret, so it is in no message and no
 * log line of this class.
 */
public final class SlackChannel implements Channel {
    /** Slack asks for about one message a second in a channel. */
    private static final Duration PACE = Duration.ofSeconds(1);

    private final URI url;
    private final HttpClient client;
    private final Duration timeout;

    /** Sends to this webhook; the timeout covers the whole exchange. */
    public SlackChannel(URI url, Duration timeout) {
        this.url = url;
        this.timeout = timeout;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .build();
    }

    @Override
    public Duration pace() {
        return PACE;
    }

    @Override
    public Attempt send(Message message) throws InterruptedException {
        var request = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json; charset=utf-8")
                .header("User-Agent", "lastwords")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(SlackMessage.of(message.notice()))))
                .build();
        // the client's own time-out ends with the headers, and an answer may stop in its body
        var exchange = client.sendAsync(request, info -> new FirstBytes());
        try {
            var response = exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return SlackAnswer.read(
                    response.statusCode(),
                    response.body(),
                    response.headers().firstValue("Retry-After"),
                    response.headers().firstValue("X-Slack-Req-Id"));
        } catch (TimeoutException e) {
            return new Attempt.Later(null, "no answer from " + url.getHost() + " within " + timeout.toSeconds() + " s");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                return new Attempt.Later(null, reason(failure));
            }
            throw new IllegalStateException("a defect in the HTTP client", e.getCause());
        } finally {
            exchange.cancel(true);
        }
    }

    private String reason(IOException failure) {
        String host = url.getHost();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
                return "there is no host " + host + ": check the webhook's URL and the name service";
            }
        }
        if (failure instanceof ConnectException) {
            return "nothing listens at " + host + (url.getPort() < 0 ? "" : ":" + url.getPort())
                    + ", or a firewall is between";
        }
        String detail = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        return "the connection to " + host + " failed: " + Plain.line(detail, 200);
    }
}
