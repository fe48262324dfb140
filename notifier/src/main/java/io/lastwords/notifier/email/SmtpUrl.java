package io.lastwords.notifier.email;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where mail is handed in: {@code smtp://[user:password@]host[:port]}, with STARTTLS when it is offered, or
 * {@code smtps://}. User and password may be percent-encoded, and need not be, except for a percent sign.
 *
 * @param tls whether TLS comes first, as opposed to STARTTLS
 * @param user null where no login is wanted
 */
public record SmtpUrl(
        boolean tls, @Nullable String user, @Nullable String password, String host, int port) {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]");
    private static final String SHAPE = "it must look like smtp://[user:password@]host:port, or smtps://";

    /**
     * Reads a URL.
     *
     * @throws IllegalArgumentException whose message says what is wrong, without the secret in it
     */
    public static SmtpUrl parse(String url) {
        String lower = url.toLowerCase(Locale.ROOT);
        boolean tls = lower.startsWith("smtps://");
        if (!tls && !lower.startsWith("smtp://")) {
            throw new IllegalArgumentException("the SMTP URL begins with neither smtp:// nor smtps://: " + SHAPE);
        }
        String rest = url.substring(url.indexOf("://") + 3);
        int at = rest.lastIndexOf('@');
        String place = rest.substring(at + 1);
        place = place.endsWith("/") ? place.substring(0, place.length() - 1) : place;
        int colon = place.lastIndexOf(':');
        boolean withPort = colon > place.lastIndexOf(']');
        String host = withPort ? place.substring(0, colon) : place;
        if (!HOST.matcher(host).matches()) {
            throw new IllegalArgumentException("the SMTP URL has no valid host: " + SHAPE);
        }
        if (at < 0) {
            return new SmtpUrl(tls, null, null, host, withPort ? port(place.substring(colon + 1)) : tls ? 465 : 25);
        }
        String login = rest.substring(0, at);
        int separator = login.indexOf(':');
        if (separator < 1) {
            throw new IllegalArgumentException("the SMTP URL has a login without user or password: " + SHAPE);
        }
        return new SmtpUrl(
                tls,
                decode(login.substring(0, separator)),
                decode(login.substring(separator + 1)),
                host,
                withPort ? port(place.substring(colon + 1)) : tls ? 465 : 587);
    }

    private static int port(String text) {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > 65_535) {
            throw new IllegalArgumentException("the SMTP URL's port is not between 1 and 65535: " + SHAPE);
        }
        return Integer.parseInt(text);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the SMTP URL's user or password has a percent sign that is not followed by two digits:"
                            + " write it as %25");
        }
    }

    /** The host as a socket wants it. */
    public String address() {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** Without the login. */
    @Override
    public String toString() {
        return (tls ? "smtps://" : "smtp://") + (user == null ? "" : "***@") + host + ":" + port;
    }
}
