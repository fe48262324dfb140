package io.lastwords.notifier.delivery;

import io.lastwords.model.diagnosis.CauseName;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.notifier.route.Timing;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says when a first notice is sent, so that people get few: the first one of a group at once, what joins it together. A
 * group is what belongs to one Compose project on one host, and what has one name or one cause with one image anywhere. Where too many come
 * within a minute, whatever their groups, the rest is one more group, the storm. Confined to the receiver's thread; times
 * are of the monotonic clock, in nanoseconds.
 */
final class Groups {
    /** Names no group, since those have a host. */
    private static final String STORM = "";

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final long FORGET = Duration.ofHours(1).toNanos();

    /**
     * What is to become of a first notice.
     *
     * @param group with which others of this group it is told; null where it is told alone
     */
    record Place(@Nullable String group, long due) {}

    /**
     * One group that was told of.
     *
     * @param alone the only workload that it was told of; null where there are several
     * @param flush when what joins is told
     * @param quiet when the group's next one is told at once again
     */
    private record State(@Nullable String alone, long flush, long quiet) {}

    private final Map<String, State> groups = new HashMap<>();
    private final Deque<Long> atOnce = new ArrayDeque<>();

    Place place(Diagnosis diagnosis, Timing timing, long now) {
        forget(now);
        if (diagnosis.scope() == Diagnosis.Scope.FLEET) { // its first member was told, and others may still join
            return new Place(null, now + timing.groupWait().toNanos());
        }
        var workload = diagnosis.workload();
        var member = workload == null ? String.valueOf(diagnosis.incident()) : workload.id();
        var of = groups(diagnosis, member);
        for (var group : of) {
            var state = groups.get(group);
            if (state != null && now - state.quiet() < 0 && !member.equals(state.alone())) {
                return join(group, state, timing, now);
            }
        }
        if (atOnce.size() >= timing.storm()) {
            var storm = groups.get(STORM);
            return join(
                    STORM, storm == null || now - storm.quiet() >= 0 ? begun(null, timing, now) : storm, timing, now);
        }
        atOnce.add(now);
        of.forEach(group -> groups.put(group, begun(member, timing, now)));
        return new Place(null, now);
    }

    /**
     * Its project on its host, else itself; and wherever they are, those of the same name and image, whose cause may not
     * be known yet, and those of one cause with one image.
     */
    private static List<String> groups(Diagnosis diagnosis, String member) {
        var workload = diagnosis.workload();
        if (workload == null) {
            return List.of(member);
        }
        var project = workload.composeProject();
        var own = project == null ? member : workload.host() + "/" + project;
        var name = project == null ? workload.containerName() : project + "/" + workload.composeService();
        var namesake = "/" + workload.image() + " " + name;
        var cause = diagnosis.causes().getFirst().cause();
        return cause.equals(CauseName.UNEXPLAINED.label())
                ? List.of(own, namesake)
                : List.of(own, namesake, "/" + workload.image() + " of " + cause);
    }

    private void forget(long now) {
        groups.values().removeIf(state -> now - state.quiet() > FORGET);
        while (!atOnce.isEmpty() && now - atOnce.getFirst() >= MINUTE) {
            atOnce.removeFirst();
        }
    }

    private static State begun(@Nullable String alone, Timing timing, long now) {
        return new State(
                alone,
                now + timing.groupWait().toNanos(),
                now
                        + Math.max(
                                timing.groupInterval().toNanos(),
                                timing.groupWait().toNanos()));
    }

    /** Once what joined first is told, or nothing did, the next ones wait for the interval's end. */
    private Place join(String group, State state, Timing timing, long now) {
        long flush = now - state.flush() <= 0 ? state.flush() : state.quiet();
        groups.put(group, new State(null, flush, flush + timing.groupInterval().toNanos()));
        return new Place(group, flush);
    }
}
