package io.lastwords.cli.terminal;

import io.lastwords.model.diagnosis.Delivery;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.diagnosis.Symptom;
import io.lastwords.notifier.decide.Decision;
import io.lastwords.notifier.decide.NoticePolicy;
import io.lastwords.notifier.decide.Waiting;
import io.lastwords.notifier.notice.Notice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which revisions the terminal shows: by the notices' own rule, one when an incident opens, one when its cause changes,
 * one when it resolves; and, in few words, one when it becomes critical and one when nothing starts the container again.
 * What was shown before this process began counts for nothing: a terminal has no memory. Not for several threads; times
 * are the monotonic clock's nanoseconds.
 */
final class Announcer {
    private final NoticePolicy policy;
    private final Map<String, Delivery> shown = new HashMap<>();
    private final Map<String, Set<String>> troubles = new HashMap<>();
    private final Map<String, Waiting> waiting = new HashMap<>();

    /**
     * A notice together with the revision that it was made from.
     *
     * @param worse whether all but how bad it is was shown before
     */
    record Announcement(Notice notice, Diagnosis diagnosis, boolean worse) {}

    Announcer(Duration hold) {
        policy = new NoticePolicy(hold);
    }

    /** Takes the next revision and says what is to be shown now. */
    List<Announcement> accept(Diagnosis diagnosis, long now) {
        var announcements = new ArrayList<Announcement>();
        decide(diagnosis, now, announcements);
        return announcements;
    }

    /** What was held back long enough. */
    List<Announcement> due(long now) {
        var announcements = new ArrayList<Announcement>();
        for (var held : List.copyOf(waiting.values())) {
            decide(held.diagnosis(), now, announcements);
        }
        return announcements;
    }

    /** What is held back, whatever the time: nothing better comes any more. */
    List<Announcement> rest() {
        var announcements = new ArrayList<Announcement>();
        for (var held : List.copyOf(waiting.values())) {
            show(held.diagnosis(), announcements);
        }
        return announcements;
    }

    private void decide(Diagnosis diagnosis, long now, List<Announcement> announcements) {
        var incident = diagnosis.incident();
        if (incident == null) {
            return;
        }
        var held = waiting.get(incident);
        switch (policy.decide(shown.get(incident), held, diagnosis, false, now)) {
            case Decision.Send send -> show(diagnosis, announcements);
            case Decision.Hold hold ->
                waiting.put(incident, new Waiting(diagnosis, held == null ? now : held.since(), false));
            case Decision.SendOpeningFirst first -> {
                if (held != null) {
                    show(held.diagnosis(), announcements);
                }
                decide(diagnosis, now, announcements);
            }
            case Decision.Skip skip -> {
                waiting.remove(incident);
                if (skip.reason() == Decision.Reason.SAME_CAUSE && worse(incident, diagnosis)) {
                    announcements.add(new Announcement(Notice.of(diagnosis), diagnosis, true));
                }
            }
        }
    }

    /** Each way in which it can be worse is told once an incident: a container that goes up and down is told enough. */
    private boolean worse(String incident, Diagnosis diagnosis) {
        return troubles.computeIfAbsent(incident, none -> new HashSet<>()).addAll(troubles(diagnosis));
    }

    private static Set<String> troubles(Diagnosis diagnosis) {
        var found = new HashSet<String>();
        if (diagnosis.severity() == Diagnosis.Severity.CRITICAL) {
            found.add("critical");
        }
        if (diagnosis.symptoms().contains(Symptom.GAVE_UP.label())) {
            found.add(Symptom.GAVE_UP.label());
        }
        return found;
    }

    private void show(Diagnosis diagnosis, List<Announcement> announcements) {
        var incident = String.valueOf(diagnosis.incident());
        var before = shown.get(incident);
        waiting.remove(incident);
        announcements.add(new Announcement(notice(diagnosis, before), diagnosis, false));
        if (diagnosis.status() == Diagnosis.Status.RESOLVED) {
            shown.remove(incident);
            troubles.remove(incident);
        } else {
            shown.put(incident, delivered(incident, diagnosis));
            worse(incident, diagnosis);
        }
    }

    private static Notice notice(Diagnosis diagnosis, @Nullable Delivery before) {
        return diagnosis.status() == Diagnosis.Status.OPEN && before != null
                ? Notice.ofChange(diagnosis, before.cause())
                : Notice.of(diagnosis);
    }

    private static Delivery delivered(String incident, Diagnosis diagnosis) {
        return new Delivery(
                Delivery.SCHEMA,
                "terminal",
                incident,
                diagnosis.revision(),
                Delivery.Notice.OPENED,
                diagnosis.causes().getFirst().cause(),
                diagnosis.status(),
                Delivery.Outcome.DELIVERED,
                null,
                diagnosis.updatedAt(),
                "",
                "",
                1,
                null);
    }
}
