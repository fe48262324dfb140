package io.lastwords.analyzer.core;

import io.lastwords.model.journal.ContainerSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which ends somebody wanted, and which are nobody's business. */
final class Intention {
    /** How much longer than its stop time-out a stopped container may take to be seen dead. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private static final int ENGINE_STOP_SECONDS = 10;
    private static final Map<String, Integer> SIGNALS = Map.of(
            "HUP", 1, "INT", 2, "QUIT", 3, "KILL", 9, "USR1", 10, "USR2", 12, "TERM", 15, "WINCH", 28, "PWR", 30);

    private Intention() {}

    /** Whether a terminating signal came through the engine and death followed within the stop time-out and 5 s. */
    static boolean stopped(RunState run, ContainerSettings settings) {
        Integer timeout = settings.stopTimeoutSeconds();
        Duration limit = Duration.ofSeconds(timeout == null ? ENGINE_STOP_SECONDS : Math.max(timeout, 0))
                .plus(GRACE);
        return run.signals.stream()
                .filter(sent -> terminating(sent.signal(), settings))
                .anyMatch(sent -> within(sent.time(), run.endTime(), limit) || run.exitCode == 128 + sent.signal());
    }

    private static boolean within(Instant signal, Instant end, Duration limit) {
        return !end.isAfter(signal.plus(limit));
    }

    /** Whether a code speaks of a crash even where nobody saw which signals were sent before. */
    static boolean crash(int exitCode) {
        return switch (exitCode) {
            case 0, 128 + 2, 128 + 9, 128 + 15 -> false;
            default -> true;
        };
    }

    static boolean terminating(int signal, ContainerSettings settings) {
        return switch (signal) {
            case 2, 3, 9, 15 -> true;
            default -> signal == number(settings.stopSignal());
        };
    }

    private static int number(@Nullable String signal) {
        if (signal == null || signal.isEmpty()) {
            return 15;
        }
        if (signal.chars().allMatch(Character::isDigit)) {
            return signal.length() > 3 ? -1 : Integer.parseInt(signal);
        }
        return SIGNALS.getOrDefault(signal.startsWith("SIG") ? signal.substring(3) : signal, -1);
    }

    /**
     * Whether a failed start is anybody's business: as for an end, but a deployed service that somebody happens to
     * watch come up is one all the same.
     */
    static boolean matters(ContainerSettings settings, boolean attached) {
        return unattended(settings, attached) || deployed(settings);
    }

    /**
     * Whether an end may be an incident at all. It is none where nothing restarts it and somebody looks at it:
     * interactive, attached, {@code --rm}, a compose one-off, a test, a build step.
     */
    static boolean unattended(ContainerSettings settings, boolean attached) {
        return settings.restartPolicy().present() || !(looksOn(settings) || attached);
    }

    private static boolean looksOn(ContainerSettings settings) {
        return settings.openStdin()
                || settings.autoRemove()
                || "true".equalsIgnoreCase(settings.labels().get("com.docker.compose.oneoff"))
                || settings.labels().keySet().stream().anyMatch(label -> label.startsWith("org.testcontainers"));
    }

    /** Whether the container is a service of a compose file or a swarm, which somebody meant to stay. */
    private static boolean deployed(ContainerSettings settings) {
        var labels = settings.labels();
        return (labels.containsKey("com.docker.compose.service")
                        && !"true".equalsIgnoreCase(labels.get("com.docker.compose.oneoff")))
                || labels.containsKey("com.docker.swarm.service.name");
    }

    /** Whether ending with this code is what the container is for. */
    static boolean purpose(ContainerSettings settings, int exitCode) {
        return exitCode == 0 && (settings.job() || !settings.restartPolicy().restarts(0));
    }
}
