package io.lastwords.collector;

/** The engine has no such image; the message is one clear line. */
public final class NoSuchImageException extends Exception {
    private static final long serialVersionUID = 1L;

    NoSuchImageException(String image) {
        super("there is no image '" + image + "' on this engine: see docker image ls");
    }
}
