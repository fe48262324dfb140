package io.lastwords.collector.logs;

import io.lastwords.model.topic.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;

/**
 * The engine that logs are read from: HTTP on its socket, with TLS or without, one connection a request. Immutable; any number of
 * threads may use it.
 */
public final class LogSource {
    /** For connecting and for the head of an answer; then a log may be silent for as long as it likes. */
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final EngineAddress address;
    private final Duration deadline;
    private final InstantSource clock;

    /**
     * @param engine where it listens
     */
    public LogSource(EngineAddress engine) {
        this(engine, DEADLINE, InstantSource.system());
    }

    LogSource(EngineAddress engine, Duration deadline, InstantSource clock) {
        this.clock = clock;
        this.address = engine;
        this.deadline = deadline;
    }

    /** The engine's clock, which is this host's; another host's clock is unknown and taken as far ahead. */
    long now() {
        return address instanceof EngineAddress.Unix ? Stamp.nanos(clock.instant()) : Long.MAX_VALUE;
    }

    EngineConnection logs(String containerId, LogQuery query) throws IOException {
        return EngineConnection.get(address, query.path(containerId), deadline);
    }

    Inspection inspect(String containerId) throws IOException {
        try (var answer = EngineConnection.get(address, "/containers/" + containerId + "/json", deadline)) {
            var body = new ByteArrayOutputStream();
            byte[] some = new byte[8 << 10];
            for (int n = answer.read(some, 0, some.length); n >= 0; n = answer.read(some, 0, some.length)) {
                body.write(some, 0, n);
            }
            return Inspection.of(Json.mapper().readTree(body.toByteArray()), answer.date());
        }
    }
}
