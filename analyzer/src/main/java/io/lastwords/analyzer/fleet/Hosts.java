package io.lastwords.analyzer.fleet;

import io.lastwords.analyzer.core.Ids;
import io.lastwords.analyzer.fleet.HostState.Trouble;
import io.lastwords.model.diagnosis.CauseName;
import io.lastwords.model.diagnosis.Diagnosis;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When a host's restart, or its silence, is an incident of its own, and when that is over. Pure. */
final class Hosts {
    /** After a restart its containers have so long to come back: what fails longer fails for a reason of its own. */
    static final Duration SETTLES = Duration.ofMinutes(1);

    private Hosts() {}

    /**
     * What news leads to.
     *
     * @param said null where there is nothing new to say
     */
    record Step(HostState state, @Nullable Diagnosis said) {}

    static Step heard(HostState before, Instant time) {
        HostState state = before.heardAt(time);
        Trouble trouble = state.trouble();
        if (trouble == null) {
            return new Step(state, null);
        }
        Instant back = trouble.back();
        boolean over = back == null || !state.heard().isBefore(back.plus(SETTLES));
        return over ? end(state, trouble, Diagnosis.Resolution.RECOVERED) : new Step(state, null);
    }

    static Step restarted(HostState before, Instant time, Instant from) {
        HostState state = before.heardAt(time);
        Trouble silent = state.trouble();
        String incident = silent == null ? Ids.of("host", state.host(), from) : silent.incident();
        int revision = silent == null ? 0 : silent.revision();
        return say(state, new Trouble(incident, revision, CauseName.HOST_RESTARTED, from, time));
    }

    /** Nothing was heard of it for long, though others were, or time passed. */
    static Step silent(HostState state) {
        if (state.trouble() != null) {
            return new Step(state, null);
        }
        String incident = Ids.of("host", state.host(), state.heard());
        return say(state, new Trouble(incident, 0, CauseName.UNEXPLAINED, state.heard(), null));
    }

    /** It will not be heard of any more. */
    static Optional<Diagnosis> forgotten(HostState state) {
        Trouble trouble = state.trouble();
        return trouble == null
                ? Optional.empty()
                : Optional.ofNullable(
                        end(state, trouble, Diagnosis.Resolution.REMOVED).said());
    }

    /** An incident of one of its workloads: its own restart may be why. */
    static Step joined(HostState before, Diagnosis diagnosis) {
        Instant openedAt = diagnosis.openedAt();
        HostState state = before.opened(incident(diagnosis), openedAt == null ? diagnosis.updatedAt() : openedAt);
        Trouble trouble = state.trouble();
        return trouble != null && trouble.back() != null ? say(state, trouble) : new Step(state, null);
    }

    static Step left(HostState before, Diagnosis diagnosis) {
        return new Step(before.ended(incident(diagnosis)), null);
    }

    private static Step say(HostState state, Trouble trouble) {
        Trouble next = trouble.next();
        return new Step(state.with(next), HostReport.of(state, next, null));
    }

    private static Step end(HostState state, Trouble trouble, Diagnosis.Resolution how) {
        return new Step(state.with(null), HostReport.of(state, trouble.next(), how));
    }

    private static String incident(Diagnosis diagnosis) {
        return Objects.requireNonNull(diagnosis.incident(), "a workload's incident has a name");
    }
}
