package io.lastwords.notifier.http;

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
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Exchanges that end in time and keep a bounded part of the answer. A URL may be the secret, so of it only host and port
 * are in what this class says.
 */
public final class Http {
    private final HttpClient client;
    private final Duration timeout;
    private final int limit;

    /**
     * Connects to nothing yet.
     *
     * @param timeout of a whole exchange
     * @param limit how many bytes of an answer are kept
     */
    public Http(Duration timeout, int limit) {
        this.timeout = timeout;
        this.limit = limit;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .build();
    }

    /** A request to which only the method and headers of its own are to be added. */
    public static HttpRequest.Builder request(URI url) {
        return HttpRequest.newBuilder(url).header("User-Agent", "lastwords");
    }

    /** A request with JSON. */
    public static HttpRequest.Builder post(URI url, byte[] json) {
        return request(url)
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofByteArray(json));
    }

    /** Sends it once. */
    public Reply send(HttpRequest request) throws InterruptedException {
        // the client's own time-out ends with the headers, and an answer may stop in its body
        var status = new AtomicInteger();
        var exchange = client.sendAsync(request, info -> {
            status.set(info.statusCode());
            return new FirstBytes(limit);
        });
        var host = request.uri().getHost();
        try {
            var response = exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return new Reply.Answer(response.statusCode(), response.body(), response.headers());
        } catch (TimeoutException e) {
            return new Reply.Silence("no answer from " + host + " within " + timeout.toSeconds() + " s", status.get());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                return new Reply.Silence(reason(failure, request.uri()), status.get());
            }
            throw new IllegalStateException("a defect in the HTTP client", e.getCause());
        } finally {
            exchange.cancel(true);
        }
    }

    private static String reason(IOException failure, URI url) {
        String host = url.getHost();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
                return "there is no host " + host + ": check the receiver's URL and the name service";
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
