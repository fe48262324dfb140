package io.lastwords.notifier;

import java.net.URI;
import java.net.URISyntaxException;

/** Reads the URL of a server; what it refuses is not repeated, since a URL may be a secret. */
final class HttpUrl {
    private HttpUrl() {}

    /**
     * A URL with a host.
     *
     * @param what goes into 'the ... is no URL'
     * @param shape what it must look like
     */
    static URI parse(String what, String shape, String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("the " + what + " is no URL: it must look like " + shape);
        }
        String scheme = uri.getScheme();
        if (uri.getHost() == null || !("https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme))) {
            throw new IllegalArgumentException("the " + what + " has no https:// and host: it must look like " + shape);
        }
        return uri;
    }
}
