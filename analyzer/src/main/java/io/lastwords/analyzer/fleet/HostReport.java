package io.lastwords.analyzer.fleet;

import io.lastwords.analyzer.fleet.HostState.Trouble;
import io.lastwords.model.diagnosis.CauseName;
import io.lastwords.model.diagnosis.Diagnosis;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a host's own trouble as a diagnosis. */
final class HostReport {
    /** A container that failed so shortly before the engine was last known to run may have gone down with it. */
    private static final Duration GOING_DOWN = Duration.ofSeconds(30);

    /** The engine's memory cannot show anything else: it begins anew with the engine. */
    private static final double RESTARTED = 0.9;

    private HostReport() {}

    static Diagnosis of(HostState state, Trouble trouble, Diagnosis.@Nullable Resolution resolution) {
        Instant now = state.heard();
        return new Diagnosis(
                Diagnosis.SCHEMA,
                Diagnosis.Scope.HOST,
                trouble.incident(),
                trouble.revision(),
                resolution == null ? Diagnosis.Status.OPEN : Diagnosis.Status.RESOLVED,
                resolution,
                Diagnosis.Severity.WARNING,
                null,
                List.of(),
                List.of(cause(state, trouble)),
                List.of(),
                new Diagnosis.Runs(0, Map.of(), null, null, 0),
                List.of(),
                true,
                trouble.from(),
                now,
                resolution == null ? null : now,
                new Diagnosis.Fleet(List.of(state.host()), members(state, trouble), null));
    }

    private static List<String> members(HostState state, Trouble trouble) {
        Instant back = trouble.back();
        if (back == null) {
            return List.of(); // nothing is seen of them
        }
        return state.open().entrySet().stream()
                .filter(open -> !open.getValue().isBefore(trouble.from().minus(GOING_DOWN))
                        && !open.getValue().isAfter(back.plus(Hosts.SETTLES)))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Diagnosis.Cause cause(HostState state, Trouble trouble) {
        Instant from = trouble.from().truncatedTo(ChronoUnit.SECONDS);
        Instant back = trouble.back();
        String host = state.host();
        if (trouble.cause() == CauseName.HOST_RESTARTED && back != null) {
            return new Diagnosis.Cause(
                    trouble.cause().label(),
                    RESTARTED,
                    "The Docker engine on " + host
                            + " was restarted, alone or with its host: what ran there was stopped by "
                            + "that, and not by a fault of its own.",
                    List.of(
                            "the engine remembers nothing of what it did up to " + from
                                    + ", though it had room for it: its memory begins anew with it",
                            "it was back at " + back.truncatedTo(ChronoUnit.SECONDS)
                                    + ", and does not keep containers alive while it is away (live-restore is off)"),
                    List.of(
                            "uptime -s   # on " + host + ": later than " + from + " if the whole host was restarted",
                            "journalctl -u docker --since '" + from + "'   # else: why the engine was",
                            "docker ps -a --filter status=exited   # what has not come back"));
        }
        return new Diagnosis.Cause(
                trouble.cause().label(),
                RESTARTED,
                "Nothing has been heard from the collector on " + host + " since " + from
                        + ": what happens to its containers is not seen.",
                List.of("it tells every 10 s that it lives, and has not for a minute, while Kafka answers"),
                List.of(
                        "ping " + host + "   # is the host up and reachable?",
                        "docker logs --tail 50 $(docker ps -aqf name=collector)   # on " + host
                                + ": does the collector run, and what does it say?"));
    }
}
