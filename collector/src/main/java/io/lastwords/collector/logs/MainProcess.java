package io.lastwords.collector.logs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run's main process, seen from here. While it is there, the run is not over, and all that its log has is this run's
 * or an earlier one's. Needs no word with the engine.
 */
final class MainProcess {
    private final @Nullable ProcessHandle process;

    private MainProcess(@Nullable ProcessHandle process) {
        this.process = process;
    }

    /** One that is no more. */
    static final MainProcess GONE = new MainProcess(null);

    /**
     * Finds it.
     *
     * @param pid as the engine has it
     * @return empty where another process has this number here, or none: it has ended, or is in another PID namespace
     */
    static Optional<MainProcess> of(long pid, String containerId) {
        ProcessHandle process = ProcessHandle.of(pid).orElse(null);
        if (process == null) {
            return Optional.empty();
        }
        try {
            boolean its = Files.readString(Path.of("/proc", Long.toString(pid), "cgroup"))
                    .contains(containerId);
            return its ? Optional.of(new MainProcess(process)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Whether it is still there; the same one, even where another has got its number. */
    boolean isAlive() {
        return process != null && process.isAlive();
    }
}
