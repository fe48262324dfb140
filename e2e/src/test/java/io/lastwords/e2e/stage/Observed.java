package io.lastwords.e2e.stage;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** {@code ./lastwords watch --metrics} on a stage, as Prometheus sees it. */
public final class Observed implements AutoCloseable {
    private final int port = Ports.free();
    private final Watch watch;

    /** Starts it and waits until it watches. */
    public Observed(Stage stage) {
        watch = stage.launch("--metrics", String.valueOf(port)).awaitReady();
    }

    /** Where it serves its metrics. */
    public int port() {
        return port;
    }

    /** What it tells Prometheus now. */
    public String metrics() throws IOException {
        try (var body =
                URI.create("http://127.0.0.1:" + port + "/metrics").toURL().openStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        watch.close();
    }
}
