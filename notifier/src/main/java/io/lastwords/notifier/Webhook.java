package io.lastwords.notifier;

import io.lastwords.notifier.template.Templates;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A program that takes notices as JSON.
 *
 * @param url may hold a secret, so it is one
 * @param authorization the header of that name, {@code Bearer ...}; null for none
 * @param headers further ones, each {@code Name: value}; secrets too, since any of them may be one
 * @param templates how it is told
 */
public record Webhook(
        String name, Secret url, @Nullable Secret authorization, List<Secret> headers, Templates templates)
        implements ReceiverSettings {
    private static final Pattern HEADER =
            Pattern.compile("([A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}):[ \t]*([\\x20-\\x7e]{0,2000})");
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e]{1,4000}");
    private static final Set<String> NOT_OURS =
            Set.of("connection", "content-length", "expect", "host", "upgrade", "transfer-encoding");

    public Webhook {
        ReceiverSettings.checkName(name);
        headers = List.copyOf(headers);
        var unused = uri(url);
        checkAuthorization(authorization);
        var wrong = new ArrayList<String>();
        for (var header : headers) {
            var match = HEADER.matcher(header.reveal());
            if (!match.matches() || NOT_OURS.contains(match.group(1).toLowerCase(Locale.ROOT))) {
                wrong.add(match.matches() ? match.group(1) : "***");
            }
        }
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException("a header must look like 'Name: value', and be none that the connection"
                    + " needs for itself: '" + String.join("', '", wrong) + "'");
        }
    }

    /** With no words of its own. */
    public Webhook(String name, Secret url, @Nullable Secret authorization, List<Secret> headers) {
        this(name, url, authorization, headers, Templates.NONE);
    }

    static void checkAuthorization(@Nullable Secret authorization) {
        if (authorization != null && !VALUE.matcher(authorization.reveal()).matches()) {
            throw new IllegalArgumentException(
                    "'authorization' is empty or no header's value: it must look like Bearer TOKEN");
        }
    }

    static Map<String, String> authorized(@Nullable Secret authorization) {
        return authorization == null ? Map.of() : Map.of("Authorization", authorization.reveal());
    }

    URI uri() {
        return uri(url);
    }

    Map<String, String> allHeaders() {
        var all = new HashMap<>(authorized(authorization));
        for (var header : headers) {
            var match = HEADER.matcher(header.reveal());
            if (match.matches()) {
                all.put(match.group(1), match.group(2));
            }
        }
        return all;
    }

    private static URI uri(Secret url) {
        return HttpUrl.parse("webhook's URL", "https://example.com/lastwords", url.reveal());
    }
}
