package io.lastwords.benchmarks.analyzer;

import io.lastwords.model.journal.ContainerSettings;
import io.lastwords.model.journal.Heartbeat;
import io.lastwords.model.journal.JournalEvent;
import io.lastwords.model.journal.LogChunk;
import io.lastwords.model.journal.LogLine;
import io.lastwords.model.journal.LogsEnded;
import io.lastwords.model.journal.Origin;
import io.lastwords.model.journal.RunEnded;
import io.lastwords.model.journal.RunStarted;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * One workload's part of the journal. Of mixed bursts six chunks in ten are of a few lines, as a quiet service's are;
 * three hold tens of lines, and one hundreds, as they come from a container that writes all the time.
 */
final class Workload {
    /** What becomes of its runs. */
    enum Kind {
        SERVICE,
        LOOPING,
        JOB
    }

    private static final int CHUNKS_A_CRASH = 6;
    private static final int HEARTBEAT_PERCENT = 10;

    /** How many lines come at once. */
    enum Bursts {
        MIXED,
        SINGLE
    }

    private final Origin origin;
    private final Kind kind;
    private final ContainerSettings settings;
    private final Bursts bursts;
    private final SplittableRandom random;
    private final Deque<JournalEvent> due = new ArrayDeque<>();
    private Instant now;
    private Instant run;
    private int chunks;

    Workload(int host, int number, Kind kind, Bursts bursts, Instant dawn, SplittableRandom random) {
        this.kind = kind;
        this.bursts = bursts;
        this.random = random;
        origin = new Origin(
                "host" + host,
                "engine" + host,
                "host" + host + "/shop/service-" + number + "/1",
                "%064x".formatted(number + 4711L));
        settings = settings(number);
        now = dawn;
        run = dawn;
        start();
    }

    JournalEvent next() {
        JournalEvent ready = due.poll();
        if (ready != null) {
            return ready;
        }
        if (random.nextInt(100) < HEARTBEAT_PERCENT) {
            now = now.plusSeconds(5);
            return new Heartbeat(origin, now);
        }
        JournalEvent chunk = chunk();
        chunks++;
        if (kind != Kind.SERVICE && chunks % CHUNKS_A_CRASH == 0) {
            end(kind == Kind.JOB ? 0 : 1);
            start();
        }
        return chunk;
    }

    private void start() {
        now = now.plusMillis(700);
        run = now;
        due.add(new RunStarted(origin, run, settings, false, true));
    }

    private void end(int code) {
        now = now.plusMillis(20);
        due.add(new RunEnded(origin, now, run, code, false, "", true));
        due.add(new LogsEnded(origin, now, run, true, null));
    }

    private LogChunk chunk() {
        int size = size();
        var lines = new ArrayList<LogLine>(size);
        for (int i = 0; i < size; i++) {
            now = now.plusNanos(20_000 + random.nextInt(400_000));
            String text = text();
            var stream = random.nextInt(20) == 0 ? LogLine.Stream.STDERR : LogLine.Stream.STDOUT;
            lines.add(new LogLine(stream, now, text, null, text.length() + 1, false, false, false));
        }
        return new LogChunk(origin, now, run, lines);
    }

    private int size() {
        if (bursts == Bursts.SINGLE) {
            return 1;
        }
        int dice = random.nextInt(10);
        return dice < 6 ? 1 + random.nextInt(5) : dice < 9 ? 10 + random.nextInt(90) : 200 + random.nextInt(600);
    }

    /** Some 120 bytes, as a server writes them; one in three hundred speaks of an error. */
    private String text() {
        if (random.nextInt(300) == 0) {
            return "ERROR c.example.orders.Checkout - payment " + Long.toHexString(random.nextLong())
                    + " failed: java.net.SocketTimeoutException: Read timed out after 2000 ms";
        }
        return "INFO  [http-nio-8080-exec-" + random.nextInt(32) + "] c.example.orders.Access - GET /api/orders/"
                + random.nextInt(1_000_000) + " 200 " + random.nextInt(900) + " ms trace="
                + Long.toHexString(random.nextLong()) + " user=" + random.nextInt(50_000);
    }

    private ContainerSettings settings(int number) {
        String name = "shop-service-" + number + "-1";
        return new ContainerSettings(
                name,
                "registry.example/shop/service-" + number + ":1.4." + number,
                "sha256:" + "%064x".formatted(number * 31L),
                "/usr/bin/java",
                List.of("-Xmx256m", "-jar", "/app/service.jar"),
                List.of("/usr/bin/java"),
                List.of("-Xmx256m", "-jar", "/app/service.jar"),
                "/app",
                "1000",
                "%012x".formatted(number),
                false,
                false,
                false,
                false,
                new ContainerSettings.RestartPolicy(kind == Kind.JOB ? "no" : "unless-stopped", 0),
                null,
                null,
                512L << 20,
                "json-file",
                Map.of(
                        "com.docker.compose.project",
                        "shop",
                        "com.docker.compose.service",
                        "service-" + number,
                        "com.docker.compose.container-number",
                        "1"),
                List.of("PATH", "JAVA_HOME", "LANG", "DATABASE_URL", "KAFKA_BROKERS", "HTTP_PORT", "LOG_LEVEL"),
                List.of(new ContainerSettings.Mount("volume", "/var/lib/docker/volumes/d/_data", "/data", false, "d")),
                List.of("8080->8080/tcp"),
                "shop_default",
                null,
                Instant.EPOCH,
                "x86_64",
                null,
                kind == Kind.JOB,
                true);
    }
}
