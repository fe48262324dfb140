package io.lastwords.collector.logs;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** What the logs share that are read from files: one for a collector. Any number of threads. */
final class FileLogs {
    private static final Logger LOG = LoggerFactory.getLogger(FileLogs.class);

    /** What a burst of 2,000,000 lines takes, and a little more. */
    private static final long HELD_BYTES = 512L << 20;

    private final LogAccess access;
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    /** Whether a container's process has ever been seen: then one that is not has ended. */
    volatile boolean processesSeen;

    final Pulse pulse = new Pulse();
    final HeldFiles held = new HeldFiles(HELD_BYTES);

    FileLogs(LogAccess access) {
        this.access = access;
    }

    /** Says once why a log is read through the engine: a complaint where the files were asked for. */
    void tell(String reason) {
        if (told.add(reason)) {
            LOG.atLevel(access == LogAccess.FILE ? Level.WARN : Level.INFO)
                    .addKeyValue("reason", reason)
                    .log("logs are read through the engine's interface, not from its files");
        }
    }

    /** What was told. */
    Set<String> told() {
        return told;
    }

    /** Where the container's log is, as the engine says; null, once that is told, where it cannot be in a file. */
    @Nullable
    Path path(Inspection seen, String containerId) {
        if (!seen.driver().equals("json-file")) {
            tell("the log driver " + seen.driver() + " keeps none that can be read");
            return null;
        }
        try {
            Path path = Path.of(seen.logPath());
            Path name = path.getFileName();
            if (path.isAbsolute() && name != null && name.toString().startsWith(containerId)) {
                return path;
            }
        } catch (InvalidPathException e) {
            tell("the engine names a file that cannot be: " + e.getMessage());
            return null;
        }
        tell("the engine does not say where they are");
        return null;
    }
}
