package io.lastwords.cli.command;

import io.lastwords.cli.failure.Failure;
import io.lastwords.cli.kafka.TopicReader;
import io.lastwords.cli.kafka.TopicTable;
import io.lastwords.cli.recording.RecordingReader;
import io.lastwords.cli.replay.Comparison;
import io.lastwords.cli.replay.Selection;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.diagnosis.Verdict;
import io.lastwords.model.topic.Json;
import io.lastwords.model.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What a replay is compared with. */
final class Comparing {
    private Comparing() {}

    /** The files that are meant: of a folder all recordings in it. */
    static List<Path> recordings(List<Path> given) throws Failure {
        var files = new ArrayList<Path>();
        for (var path : given) {
            if (Files.isDirectory(path)) {
                var inside = RecordingReader.in(path);
                if (inside.isEmpty()) {
                    throw new Failure("there is no recording in " + path);
                }
                files.addAll(inside);
            } else {
                files.add(path);
            }
        }
        return files;
    }

    /** With what the topics have of the same range, and of the same workloads and incidents. */
    static Comparison topics(
            Context context,
            Map<String, String> kafka,
            List<Diagnosis> now,
            Selection selection,
            @Nullable Instant from,
            @Nullable Instant to)
            throws Failure {
        var then = new ArrayList<Diagnosis>();
        var meant = new HashSet<Diagnosis>();
        published(context, kafka, (diagnosis, appended) -> {
            if (selection.takes(diagnosis)) {
                then.add(diagnosis);
                boolean before = from != null && appended.isBefore(from);
                boolean after = to != null && !appended.isBefore(to);
                if (!before && !after) {
                    meant.add(diagnosis);
                }
            }
        });
        return Comparison.of(now, then, meant::contains, verdicts(context, kafka));
    }

    /** Every revision that the topics still have, and when they took it. */
    static void published(Context context, Map<String, String> kafka, BiConsumer<Diagnosis, Instant> taker)
            throws Failure {
        try (var topic = TopicReader.open(kafka, Topics.DIAGNOSES, null, null)) {
            topic.read(taken -> {
                byte[] value = taken.value();
                var diagnosis = value == null ? null : read(context, taken.key(), value);
                if (diagnosis != null) {
                    taker.accept(diagnosis, taken.appended());
                }
            });
        }
    }

    private static Map<String, Verdict> verdicts(Context context, Map<String, String> kafka) throws Failure {
        var verdicts = new HashMap<String, Verdict>();
        new TopicTable(kafka, Topics.VERDICTS).read().forEach((incident, value) -> {
            try {
                verdicts.put(incident, Json.read(value, Verdict.class));
            } catch (IOException e) {
                context.say("skipped a record of " + Topics.VERDICTS + " that is no verdict: " + incident);
            }
        });
        return verdicts;
    }

    private static @Nullable Diagnosis read(Context context, String key, byte[] value) {
        try {
            return Json.read(value, Diagnosis.class);
        } catch (IOException e) {
            context.say("skipped a record of " + Topics.DIAGNOSES + " that is no diagnosis: " + key);
            return null;
        }
    }
}
