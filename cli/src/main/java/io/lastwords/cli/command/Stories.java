package io.lastwords.cli.command;

import io.lastwords.cli.failure.Failure;
import io.lastwords.cli.kafka.TopicReader;
import io.lastwords.cli.kafka.TopicTable;
import io.lastwords.cli.story.Chronicle;
import io.lastwords.cli.story.Happening;
import io.lastwords.cli.story.Story;
import io.lastwords.model.diagnosis.Delivery;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.diagnosis.Verdict;
import io.lastwords.model.topic.Json;
import io.lastwords.model.topic.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads one incident's story from the topics. Of the journal no more than what was appended while it lasted. */
final class Stories {
    /** How far clocks may be apart beyond what the records themselves show. */
    private static final Duration LOOK_BACK = Duration.ofMinutes(2);

    private static final Duration LOOK_AHEAD = Duration.ofSeconds(1);

    private final Context context;
    private final Map<String, String> kafka;

    Stories(Context context, Map<String, String> kafka) {
        this.context = context;
        this.kafka = kafka;
    }

    /** What was said of an incident, and when the topic took the first and the last of it. */
    private static final class Revisions {
        private final List<Diagnosis> all = new ArrayList<>();
        private Instant first = Instant.MAX;
        private Instant last = Instant.MIN;

        void add(Diagnosis diagnosis, Instant appended) {
            all.add(diagnosis);
            first = first.isBefore(appended) ? first : appended;
            last = appended;
        }

        /** How far the topics' clock is behind the one of the engine; zero where it is not. */
        Duration behind() {
            var behind = Duration.between(first, all.getFirst().updatedAt());
            return behind.isNegative() ? Duration.ZERO : behind;
        }
    }

    /** The one of this ID, or the only one that begins so. */
    Story read(String id) throws Failure {
        var found = revisions(id);
        var incident = new KnownIncidents(
                        found.values().stream().map(one -> one.all.getLast()).toList())
                .find(id);
        var name = String.valueOf(incident.incident());
        var revisions = found.getOrDefault(name, new Revisions());
        return Story.of(
                revisions.all, journal(incident, revisions), deliveries(name), members(incident), verdict(name));
    }

    private Map<String, Revisions> revisions(String id) throws Failure {
        var found = new LinkedHashMap<String, Revisions>();
        try (var topic = TopicReader.open(kafka, Topics.DIAGNOSES, null, null)) {
            topic.read(taken -> {
                byte[] value = taken.value();
                if (!taken.key().startsWith(id)) {
                    return;
                }
                if (value == null) {
                    found.remove(taken.key());
                    return;
                }
                var diagnosis = read(Topics.DIAGNOSES, taken.key(), value, Diagnosis.class);
                if (diagnosis != null && diagnosis.incident() != null) {
                    found.computeIfAbsent(diagnosis.incident(), key -> new Revisions())
                            .add(diagnosis, taken.appended());
                }
            });
        }
        return found;
    }

    private List<Happening> journal(Diagnosis incident, Revisions revisions) throws Failure {
        var workload = incident.workload();
        var opened = incident.openedAt();
        if (workload == null || opened == null) {
            return List.of();
        }
        var resolved = incident.resolvedAt();
        var chronicle = new Chronicle(workload.id(), opened, resolved);
        var begin = opened.minus(revisions.behind()).minus(LOOK_BACK);
        var end = resolved == null ? null : revisions.last.plus(LOOK_AHEAD);
        try (var journal = TopicReader.open(kafka, Topics.JOURNAL, begin, end)) {
            try (var progress = context.progress(false, "reading", "records", journal.size())) {
                journal.read(taken -> {
                    chronicle.take(taken);
                    progress.at(journal.done());
                });
            }
        }
        if (chronicle.unreadable() > 0) {
            context.say(chronicle.unreadable() + " records are left out: they are no events of the journal");
        }
        return chronicle.happenings();
    }

    private List<Delivery> deliveries(String incident) throws Failure {
        var deliveries = new ArrayList<Delivery>();
        try (var topic = TopicReader.open(kafka, Topics.DELIVERIES, null, null)) {
            topic.read(taken -> {
                byte[] value = taken.value();
                var delivery = value == null || !taken.key().endsWith("/" + incident)
                        ? null
                        : read(Topics.DELIVERIES, taken.key(), value, Delivery.class);
                // that it is over is recorded too, of what a silence kept: nothing was to be sent then
                if (delivery != null
                        && (delivery.outcome() != Delivery.Outcome.SILENCED
                                || delivery.status() == Diagnosis.Status.OPEN)) {
                    deliveries.add(delivery);
                }
            });
        }
        return deliveries;
    }

    private List<Diagnosis> members(Diagnosis incident) throws Failure {
        var members = new HashSet<>(incident.members());
        return members.isEmpty()
                ? List.of()
                : KnownIncidents.read(
                                context,
                                kafka,
                                one -> members.contains(String.valueOf(one.incident())),
                                UnaryOperator.identity())
                        .all();
    }

    private @Nullable Verdict verdict(String incident) throws Failure {
        byte[] value = new TopicTable(kafka, Topics.VERDICTS).read().get(incident);
        return value == null ? null : read(Topics.VERDICTS, incident, value, Verdict.class);
    }

    private <T> @Nullable T read(String topic, String key, byte[] value, Class<T> type) {
        try {
            return Json.read(value, type);
        } catch (IOException e) {
            context.say("skipped a record of " + topic + " that cannot be read: " + key);
            return null;
        }
    }
}
