package io.lastwords.notifier.silence;

import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.diagnosis.Silence;
import io.lastwords.notifier.match.Matcher;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The silences as they are now. Thread-safe. */
public final class Silences {
    private record Known(Silence silence, List<Matcher> matchers) {}

    private final Map<String, Known> silences = new ConcurrentHashMap<>();
    private final Clock clock;

    public Silences(Clock clock) {
        this.clock = clock;
    }

    /**
     * Takes the next record of a silence.
     *
     * @throws IllegalArgumentException where it cannot be obeyed
     */
    public void put(Silence silence) {
        var matchers = silence.matchers().stream().map(Matcher::parse).toList();
        silences.put(silence.id(), new Known(silence, matchers));
    }

    public void remove(String id) {
        silences.remove(id);
    }

    /** Whether nothing is to be said of it now. */
    public boolean mute(Diagnosis diagnosis) {
        if (silences.isEmpty()) {
            return false;
        }
        return mute(diagnosis, false);
    }

    /** The same by silences alone that say nothing of one workload. */
    public boolean muteAsSuch(Diagnosis diagnosis) {
        return mute(diagnosis, true);
    }

    private boolean mute(Diagnosis diagnosis, boolean asSuch) {
        Instant now = clock.instant();
        return silences.values().stream()
                .filter(known -> known.silence().holds(now))
                .map(Known::matchers)
                .filter(matchers -> !asSuch || matchers.stream().noneMatch(Matcher::isOfOneWorkload))
                .anyMatch(matchers -> matchers.stream().allMatch(matcher -> matcher.matchesAll(diagnosis)));
    }
}
