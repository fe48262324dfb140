package io.lastwords.collector.logs;

/** The engine that logs are read from: plain HTTP on its socket, one connection a request. */
public final class LogSource {
    /**
     * @param dockerHost {@code unix:///path} or {@code tcp://host:port}
     * @throws IllegalArgumentException with one clear line, where it is neither
     */
    public LogSource(String dockerHost) {
        throw new UnsupportedOperationException();
    }
}
