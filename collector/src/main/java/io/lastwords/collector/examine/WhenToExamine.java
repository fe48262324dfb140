package io.lastwords.collector.examine;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a run is suspicious enough to examine its container, and when. Pure: the caller brings the time and
 * keeps the {@link Past}.
 */
public final class WhenToExamine {
    /** A container is not examined more often than this. */
    public static final Duration APART = Duration.ofSeconds(30);

    /** One that missed something is repeated after this, and each further time after so much longer. */
    private static final Duration SOON = Duration.ofSeconds(5);

    /** A run below this is short. */
    public static final Duration SHORT = Duration.ofSeconds(1);

    private WhenToExamine() {}

    /**
     * How a start or a run ended.
     *
     * @param failedStart the engine could not start it
     * @param lived how long it ran
     * @param outputKnown whether its log was read to its end; without that nobody knows that it was silent
     * @param outputBytes what it wrote
     * @param markerExpected whether the workload has a marker
     * @param intended whether somebody stopped it
     */
    public record Ended(
            boolean failedStart,
            Duration lived,
            int exitCode,
            boolean outputKnown,
            long outputBytes,
            boolean markerExpected,
            boolean markerSeen,
            boolean intended) {}

    /**
     * What an examination would find changed, if it had changed.
     *
     * @param imageId the container's
     * @param taggedImageId what its tag names; null where not known
     * @param mounts any text that tells the mount table
     * @param outcome any text that tells the state: exit code, error
     */
    public record Fingerprint(String imageId, @Nullable String taggedImageId, String mounts, String outcome) {}

    /**
     * The last examination of a container; null for none in {@link #decide}.
     *
     * @param of null where it failed, or missed what another may bring
     * @param misses how many in a row did
     */
    public record Past(Instant at, @Nullable Fingerprint of, int misses) {
        private Duration apart() {
            var soon = SOON.multipliedBy(misses);
            return of != null || soon.compareTo(APART) > 0 ? APART : soon;
        }
    }

    /** What to do. */
    public sealed interface Decision {
        /** Now. */
        record Now(String reason) implements Decision {}

        /** At this time, if nothing else happens until then. */
        record Later(String reason, Instant at) implements Decision {}

        /** Not at all. */
        record Never(String because) implements Decision {}
    }

    /** Why a run is suspicious; empty where it is not. */
    public static Optional<String> suspicion(Ended run) {
        if (run.intended()) {
            return Optional.empty();
        }
        if (run.failedStart()) {
            return Optional.of("it failed to start");
        }
        if (run.exitCode() != 0) {
            return Optional.of("it ended with " + run.exitCode());
        }
        if (run.lived().compareTo(SHORT) < 0) {
            return Optional.of("it ran for less than a second");
        }
        if (run.outputKnown() && run.outputBytes() == 0) {
            return Optional.of("it wrote nothing");
        }
        if (run.outputKnown() && run.markerExpected() && !run.markerSeen()) {
            return Optional.of("its marker never came");
        }
        return Optional.empty();
    }

    /**
     * Whether to examine.
     *
     * @param past null where it was never examined
     * @param seen what is known now without an examination
     * @param again after so long the same is looked at again, since a mounted file changes unseen; null for never
     */
    public static Decision decide(
            Ended run, @Nullable Past past, Fingerprint seen, Instant now, @Nullable Duration again) {
        Optional<String> suspicion = suspicion(run);
        if (suspicion.isEmpty()) {
            return new Decision.Never(run.intended() ? "somebody stopped it" : "nothing about it is suspicious");
        }
        String reason = suspicion.get();
        if (past == null) {
            return new Decision.Now(reason);
        }
        boolean changed = !seen.equals(past.of());
        boolean old = again != null && !now.isBefore(past.at().plus(again));
        if (!changed && !old) {
            return new Decision.Never("nothing has changed since " + past.at());
        }
        Instant earliest = past.at().plus(past.apart());
        return now.isBefore(earliest) ? new Decision.Later(reason, earliest) : new Decision.Now(reason);
    }
}
