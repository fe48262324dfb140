package io.lastwords.cli.command;

import io.lastwords.cli.failure.Failure;
import io.lastwords.cli.kafka.TopicTable;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.topic.Json;
import io.lastwords.model.topic.Topics;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Incidents as the topic has them, which keeps all there ever were: the last revision of each. */
record KnownIncidents(List<Diagnosis> all) {
    KnownIncidents {
        all = List.copyOf(all);
    }

    /**
     * Reads them.
     *
     * @param which of them are wanted
     * @param part what is kept of each
     */
    static KnownIncidents read(
            Context context, Map<String, String> kafka, Predicate<Diagnosis> which, UnaryOperator<Diagnosis> part)
            throws Failure {
        var unreadable = new LinkedHashSet<String>();
        var incidents = new TopicTable(kafka, Topics.DIAGNOSES).read((key, value) -> {
            try {
                var diagnosis = Json.read(value, Diagnosis.class);
                unreadable.remove(key);
                return Optional.of(diagnosis)
                        .filter(one -> one.incident() != null && which.test(one))
                        .map(part);
            } catch (IOException e) {
                unreadable.add(key);
                return Optional.empty();
            }
        });
        unreadable.forEach(
                key -> context.say("skipped a record of " + Topics.DIAGNOSES + " that is no diagnosis: " + key));
        return new KnownIncidents(List.copyOf(incidents.values()));
    }

    /** The one of this ID, or the only one that begins so. */
    static Diagnosis find(Context context, Map<String, String> kafka, String id) throws Failure {
        return read(context, kafka, one -> String.valueOf(one.incident()).startsWith(id), UnaryOperator.identity())
                .find(id);
    }

    /** The one of this ID, or the only one that begins so. */
    Diagnosis find(String id) throws Failure {
        var found = all.stream()
                .filter(incident -> String.valueOf(incident.incident()).startsWith(id))
                .toList();
        var exact = found.stream()
                .filter(incident -> id.equals(incident.incident()))
                .findFirst();
        if (exact.isPresent()) {
            return exact.get();
        }
        if (found.size() != 1) {
            throw new Failure(
                    found.isEmpty()
                            ? "there is no incident " + id + " (see ./lastwords incidents)"
                            : found.size() + " incidents begin with " + id + ": give more of it");
        }
        return found.getFirst();
    }
}
