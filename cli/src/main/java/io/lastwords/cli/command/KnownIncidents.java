package io.lastwords.cli.command;

import io.lastwords.cli.failure.Failure;
import io.lastwords.cli.kafka.TopicTable;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.topic.Json;
import io.lastwords.model.topic.Topics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The incidents as the topics have them: the last revision of each. */
record KnownIncidents(List<Diagnosis> all) {
    KnownIncidents {
        all = List.copyOf(all);
    }

    static KnownIncidents read(Context context, Map<String, String> kafka) throws Failure {
        var incidents = new ArrayList<Diagnosis>();
        for (var value : new TopicTable(kafka, Topics.DIAGNOSES).read().entrySet()) {
            try {
                var diagnosis = Json.read(value.getValue(), Diagnosis.class);
                if (diagnosis.incident() != null) {
                    incidents.add(diagnosis);
                }
            } catch (IOException e) {
                context.say("skipped a record of " + Topics.DIAGNOSES + " that is no diagnosis: " + value.getKey());
            }
        }
        return new KnownIncidents(incidents);
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
