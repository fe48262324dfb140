package io.lastwords.notifier;

import io.lastwords.notifier.template.Templates;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Prometheus' Alertmanager.
 *
 * @param url its own, as a browser opens it
 * @param authorization the header of that name, {@code Bearer ...} or {@code Basic ...}; null for none
 * @param templates how it is told
 */
public record Alertmanager(
        String name, String url, @Nullable Secret authorization, Templates templates) implements ReceiverSettings {
    public Alertmanager {
        ReceiverSettings.checkName(name);
        Webhook.checkAuthorization(authorization);
        if (uri(url).getPath().endsWith("/api/v2/alerts/")) {
            throw new IllegalArgumentException(
                    "the Alertmanager's URL ends with /api/v2/alerts: leave that out, it is added");
        }
    }

    /** With no words of its own. */
    public Alertmanager(String name, String url, @Nullable Secret authorization) {
        this(name, url, authorization, Templates.NONE);
    }

    URI uri() {
        return uri(url);
    }

    Map<String, String> headers() {
        return Webhook.authorized(authorization);
    }

    private static URI uri(String url) {
        return HttpUrl.parse("Alertmanager's URL", "http://alertmanager:9093", url.endsWith("/") ? url : url + "/");
    }
}
