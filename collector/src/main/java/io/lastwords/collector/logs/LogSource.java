package io.lastwords.collector.logs;

import io.lastwords.model.topic.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The engine that logs are read from: HTTP on its socket, with TLS or without, one connection a request; or the files that
 * it writes. Any number of threads may use it.
 */
public final class LogSource {
    /** For connecting and for the head of an answer; then a log may be silent for as long as it likes. */
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final EngineAddress address;
    private final Duration deadline;
    private final InstantSource clock;
    private final @Nullable FileLogs files;

    /**
     * Reads through the engine's interface.
     *
     * @param engine where it listens
     */
    public LogSource(EngineAddress engine) {
        this(engine, LogAccess.API);
    }

    /**
     * Reads the way that is asked for.
     *
     * @param engine where it listens
     */
    public LogSource(EngineAddress engine, LogAccess access) {
        this(engine, access, DEADLINE, InstantSource.system());
    }

    LogSource(EngineAddress engine, LogAccess access, Duration deadline, InstantSource clock) {
        FileLogs local = access == LogAccess.API ? null : new FileLogs(access);
        if (local != null && !(engine instanceof EngineAddress.Unix)) {
            local.tell("the engine may be on another machine");
            local = null;
        }
        this.files = local;
        this.clock = clock;
        this.address = engine;
        this.deadline = deadline;
    }

    /** The engine's clock, which is this host's; another host's clock is unknown and taken as far ahead. */
    long now() {
        return address instanceof EngineAddress.Unix ? Stamp.nanos(clock.instant()) : Long.MAX_VALUE;
    }

    /** What is shared where logs are read from files; null where they are not. */
    @Nullable
    FileLogs files() {
        return files;
    }

    Entries logs(LoggedContainer container, LogQuery query) throws IOException {
        var answer = EngineConnection.get(address, query.path(container.id()), deadline);
        return new EngineEntries(query.follow() ? answer.thrifty() : answer, container.tty());
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
