package io.lastwords.model.topic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.diagnosis.RunReport;
import io.lastwords.model.journal.JournalEvent;
import io.lastwords.model.journal.UnknownEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Records as real collectors and analyzers of schema 1 wrote them. They are never written anew: whoever changes the
 * model must still read them as they are.
 */
class RecordedTest {
    /**
     * Fields of the first release without which a record is refused. This list never grows: what is added later is
     * absent from everything that was written before.
     */
    private static final List<String> NEVER_ABSENT = List.of(
            "Diagnosis/causes",
            "Diagnosis/causes/-/cause",
            "Diagnosis/causes/-/evidence",
            "Diagnosis/causes/-/fix",
            "Diagnosis/causes/-/summary",
            "Diagnosis/lastWords",
            "Diagnosis/ruledOut",
            "Diagnosis/runs",
            "Diagnosis/runs/exitCodes",
            "Diagnosis/scope",
            "Diagnosis/severity",
            "Diagnosis/status",
            "Diagnosis/symptoms",
            "Diagnosis/updatedAt",
            "Diagnosis/workload/container",
            "Diagnosis/workload/containerName",
            "Diagnosis/workload/host",
            "Diagnosis/workload/id",
            "Diagnosis/workload/image",
            "Diagnosis/workload/imageId",
            "JournalEvent/facts",
            "JournalEvent/facts/command",
            "JournalEvent/from",
            "JournalEvent/lines",
            "JournalEvent/lines/-/stream",
            "JournalEvent/lines/-/text",
            "JournalEvent/lines/-/time",
            "JournalEvent/origin",
            "JournalEvent/origin/container",
            "JournalEvent/origin/engine",
            "JournalEvent/origin/host",
            "JournalEvent/origin/workload",
            "JournalEvent/run",
            "JournalEvent/settings",
            "JournalEvent/settings/args",
            "JournalEvent/settings/created",
            "JournalEvent/settings/environment",
            "JournalEvent/settings/labels",
            "JournalEvent/settings/mounts",
            "JournalEvent/settings/ports",
            "JournalEvent/settings/restartPolicy",
            "JournalEvent/state",
            "JournalEvent/time",
            "RunReport/firstLines",
            "RunReport/firstLines/-/stream",
            "RunReport/firstLines/-/text",
            "RunReport/firstLines/-/time",
            "RunReport/lastLines",
            "RunReport/lastLines/-/stream",
            "RunReport/lastLines/-/text",
            "RunReport/lastLines/-/time",
            "RunReport/origin/container",
            "RunReport/origin/engine",
            "RunReport/origin/host",
            "RunReport/origin/workload");

    @Test
    void everyTypeOfEventIsThere() throws IOException {
        var known = Stream.of(
                        JournalEvent.class.getAnnotation(JsonSubTypes.class).value())
                .filter(type -> type.value() != UnknownEvent.class)
                .map(JsonSubTypes.Type::name)
                .toList();
        assertThat(lines("journal-1").stream()
                        .map(line -> tree(line).path("type").asText()))
                .containsAll(known);
    }

    @Test
    void nothingOfThemIsLost() throws IOException {
        for (var line : lines("journal-1")) {
            assertThat(tree(Json.text(read(line, JournalEvent.class)))).isEqualTo(tree(line));
        }
        for (var line : lines("diagnoses-1")) {
            assertThat(tree(Json.text(read(line, Diagnosis.class)))).isEqualTo(tree(line));
        }
        for (var line : lines("runs-1")) {
            assertThat(tree(Json.text(read(line, RunReport.class)))).isEqualTo(tree(line));
        }
    }

    @Test
    void aFieldThatAnOlderWriterDidNotKnowIsNotMissed() throws IOException {
        var needed = new TreeSet<String>();
        without(lines("journal-1"), JournalEvent.class, needed);
        without(lines("diagnoses-1"), Diagnosis.class, needed);
        without(lines("runs-1"), RunReport.class, needed);

        assertThat(needed).containsExactlyInAnyOrderElementsOf(NEVER_ABSENT);
    }

    @Test
    void whatANewerWriterAddsIsLeftAlone() throws IOException {
        for (var line : lines("journal-1")) {
            var newer = (ObjectNode) tree(line);
            add(newer);
            newer.put("schema", 2);

            var read = read(newer.toString(), JournalEvent.class);

            assertThat(((ObjectNode) tree(Json.text(read))).put("schema", JournalEvent.SCHEMA))
                    .isEqualTo(tree(line));
        }
    }

    @Test
    void anEventOfAnUnknownTypeTellsItsTime() throws IOException {
        for (var line : lines("journal-1")) {
            var newer = ((ObjectNode) tree(line)).put("type", "invented-later");

            var read = read(newer.toString(), JournalEvent.class);

            assertThat(read).isInstanceOf(UnknownEvent.class);
            assertThat(read.time()).isEqualTo(read(line, JournalEvent.class).time());
            assertThat(read.origin()).isEqualTo(read(line, JournalEvent.class).origin());
        }
    }

    /** Reads each record without each of its fields, and notes those without which it cannot be read. */
    private static void without(List<String> lines, Class<?> type, TreeSet<String> needed) throws IOException {
        for (var line : lines) {
            for (var pointer : fields(tree(line), "")) {
                var older = tree(line);
                int last = pointer.lastIndexOf('/');
                ((ObjectNode) older.at(pointer.substring(0, last))).remove(pointer.substring(last + 1));
                try {
                    var unused = read(older.toString(), type);
                } catch (IOException e) {
                    needed.add(type.getSimpleName() + pointer.replaceAll("/\\d+(?=/|$)", "/-"));
                }
            }
        }
    }

    private static List<String> fields(JsonNode node, String path) {
        var fields = new ArrayList<String>();
        node.properties().forEach(field -> {
            var pointer = path + "/" + field.getKey().replace("~", "~0").replace("/", "~1");
            if (!field.getKey().matches(".*[./~].*")) { // a label's name, which is no field
                fields.add(pointer);
                fields.addAll(fields(field.getValue(), pointer));
            }
        });
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            fields.addAll(fields(node.get(i), path + "/" + i));
        }
        return fields;
    }

    private static void add(JsonNode node) {
        node.properties().stream()
                .filter(field -> !field.getKey().equals("labels")) // whose keys are the user's
                .forEach(field -> add(field.getValue()));
        if (node.isArray()) {
            node.forEach(RecordedTest::add);
        }
        if (node instanceof ObjectNode object) {
            object.putObject("inventedLater").put("depth", 3);
        }
    }

    private static <T> T read(String json, Class<T> type) throws IOException {
        return Json.read(json.getBytes(StandardCharsets.UTF_8), type);
    }

    private static JsonNode tree(String json) {
        try {
            return Json.mapper().readTree(json);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> lines(String name) throws IOException {
        try (var recorded = RecordedTest.class.getResourceAsStream("/recorded/" + name + ".jsonl")) {
            return new String(recorded.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
