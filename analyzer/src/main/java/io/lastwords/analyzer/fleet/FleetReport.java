package io.lastwords.analyzer.fleet;

import io.lastwords.analyzer.fleet.FleetState.Member;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.diagnosis.Several;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes what several workloads have in common as one diagnosis: one member's, and how many there are, and where. */
final class FleetReport {
    private FleetReport() {}

    static Diagnosis of(FleetState state, String incident, Diagnosis.@Nullable Resolution resolution) {
        Diagnosis sample = state.sample();
        Instant openedAt = state.members().isEmpty() ? sample.openedAt() : state.openedAt();
        return new Diagnosis(
                Diagnosis.SCHEMA,
                Diagnosis.Scope.FLEET,
                incident,
                state.revision(),
                resolution == null ? Diagnosis.Status.OPEN : Diagnosis.Status.RESOLVED,
                resolution,
                sample.severity(),
                null,
                sample.symptoms(),
                causes(state),
                sample.ruledOut(),
                runs(state),
                sample.lastWords(),
                true,
                openedAt,
                state.now(),
                resolution == null ? null : state.now(),
                new Diagnosis.Fleet(
                        state.hosts(),
                        Stream.concat(state.members().keySet().stream(), state.ended().stream())
                                .toList(),
                        Fleets.workload(sample)));
    }

    private static List<Diagnosis.Cause> causes(FleetState state) {
        var causes = new ArrayList<>(state.sample().causes());
        Diagnosis.Cause first = causes.getFirst();
        var evidence = new ArrayList<String>();
        evidence.add(words(state));
        evidence.addAll(first.evidence());
        causes.set(0, new Diagnosis.Cause(first.cause(), first.confidence(), first.summary(), evidence, first.fix()));
        return causes;
    }

    private static String words(FleetState state) {
        var sample = Fleets.workload(state.sample());
        if (state.members().isEmpty()) {
            if (state.ended().isEmpty()) {
                return "none of the workloads with " + sample.image()
                        + " fails of this any more: they fail of something else, and have incidents of their own";
            }
            return "all " + state.ended().size() + " workloads with " + sample.image() + " that failed so are over it";
        }
        var hosts = state.hosts();
        return state.workloads() + " workloads with " + sample.image() + " fail of this on "
                + (hosts.size() == 1 ? "one host" : hosts.size() + " hosts") + ": "
                + Several.named(hosts)
                + "; what follows was seen of " + sample.containerName() + " on " + sample.host();
    }

    private static Diagnosis.Runs runs(FleetState state) {
        int count = 0;
        Map<Integer, Integer> exitCodes = new TreeMap<>();
        for (Member member : state.members().values()) {
            count += member.count();
            member.exitCodes().forEach((code, times) -> exitCodes.merge(code, times, Integer::sum));
        }
        var sample = state.sample().runs();
        return count == 0
                ? sample
                : new Diagnosis.Runs(
                        count,
                        exitCodes,
                        earlier(sample.firstStart(), state.openedAt()),
                        state.now(),
                        sample.medianMillis());
    }

    /** Null where the sample never started. */
    private static @Nullable Instant earlier(@Nullable Instant start, Instant other) {
        return start != null && start.isAfter(other) ? other : start;
    }
}
