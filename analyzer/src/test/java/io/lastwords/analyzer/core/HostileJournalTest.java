package io.lastwords.analyzer.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.examination.Examination;
import io.lastwords.model.journal.ContainerSeen;
import io.lastwords.model.journal.JournalEvent;
import io.lastwords.model.journal.LogChunk;
import io.lastwords.model.journal.LogLine;
import io.lastwords.model.journal.LogsEnded;
import io.lastwords.model.journal.Origin;
import io.lastwords.model.journal.RunEnded;
import io.lastwords.model.journal.RunStarted;
import io.lastwords.model.topic.Json;
import io.lastwords.model.topic.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/**
 * Recorded journals in which a value here and there is another: a record that cannot be taken costs itself alone. What
 * fails is told with the number that makes its journal again.
 */
class HostileJournalTest {
    private static final int JOURNALS = Boolean.getBoolean("lastwords.full") ? 50_000 : 100;
    private static final Duration RECOVER_AFTER = Duration.ofSeconds(60);
    private static final List<Path> RECORDED = List.of(
            Path.of("../examples/stub-binary.000-stub-binary.jsonl.gz"),
            Path.of("../examples/aborted.double-free.jsonl.gz"),
            Path.of("../examples/executable-not-found.path-missing.jsonl.gz"));

    @Test
    void aRecordThatCannotBeTakenCostsItselfAlone() throws Exception {
        var journals = new ArrayList<List<JsonNode>>();
        for (Path recorded : RECORDED) {
            journals.add(read(recorded));
        }
        for (int i = 0; i < JOURNALS; i++) {
            var random = new Random(i * 0x9e3779b97f4a7c15L);
            var journal = journals.get(random.nextInt(journals.size()));
            try {
                new Trial(random).of(journal);
            } catch (Exception | AssertionError | StackOverflowError | OutOfMemoryError e) {
                throw new AssertionError("journal " + i + ": " + e, e);
            }
        }
    }

    @Test
    void theLargestStateFitsIntoARecord() throws Exception {
        var core = new Core(RECOVER_AFTER);
        var origin = new Origin("h", "e", "w".repeat(Origin.LONGEST), "c".repeat(64));
        var state = new WorkloadState(origin, Story.DAWN);
        var settings = (ObjectNode) read(RECORDED.getFirst()).getFirst();
        var labels = settings.withObject("/settings/labels");
        var variables = settings.withArray("/settings/environment");
        for (int i = 0; i < 10_000; i++) {
            labels.put("label " + i, "\u001b\u202e");
            variables.add("NAME_" + i);
        }
        settings.withArray("/settings/args").add("\u20ac".repeat(300_000));
        settings.set("origin", Json.mapper().valueToTree(origin));
        core.step(state, Json.read(Json.bytes(settings), JournalEvent.class));
        var made = ((ContainerSeen) Json.read(Json.bytes(settings), JournalEvent.class)).settings();
        var said = new ArrayList<Diagnosis>();
        for (int run = 0; run < 20; run++) {
            var start = Story.DAWN.plusSeconds(10L * run);
            said.addAll(core.step(state, new RunStarted(origin, start, made, false, true))
                    .diagnoses());
            for (int line = 0; line < 400; line++) {
                String text = (line % 2 == 0 ? "\u001b" : "panic: \u20ac").repeat(2_000);
                var written = new LogLine(
                        LogLine.Stream.STDERR, start.plusNanos(line), text, null, 2_000, false, false, false);
                core.step(state, new LogChunk(origin, start.plusNanos(line), start, List.of(written)));
            }
            var end = start.plusSeconds(1);
            said.addAll(core.step(state, new RunEnded(origin, end, start, -run, false, "", true))
                    .diagnoses());
            said.addAll(core.step(state, new LogsEnded(origin, end, start, true, null))
                    .diagnoses());
        }

        assertThat(state.write().length + Examination.MAX_BYTES).isLessThan(Topics.MAX_RECORD_BYTES);
        assertThat(said).isNotEmpty().allMatch(one -> Json.bytes(one).length < Topics.MAX_RECORD_BYTES);
    }

    private static List<JsonNode> read(Path recorded) throws IOException {
        try (var in = new GZIPInputStream(Files.newInputStream(recorded))) {
            var values = new ArrayList<JsonNode>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                JsonNode record = Json.mapper().readTree(line);
                if (record.has("key")) {
                    values.add(record.get("value"));
                }
            }
            return values;
        }
    }

    /** One journal, with hostile records between its own. */
    private static final class Trial {
        private final Random random;
        private final Core core = new Core(RECOVER_AFTER);
        private WorkloadState state = new WorkloadState(new Origin("", "", "", ""), Story.DAWN);
        private String workload = "";
        private int runs;

        Trial(Random random) {
            this.random = random;
        }

        void of(List<JsonNode> journal) throws IOException {
            int at = random.nextInt(journal.size());
            for (int i = 0; i < journal.size(); i++) {
                if (i == at || random.nextInt(20) == 0) {
                    hostile(Hostile.mutated(journal.get(random.nextInt(journal.size())), random));
                }
                take(Json.read(Json.bytes(journal.get(i)), JournalEvent.class));
            }
            goesOn((ObjectNode) journal.stream()
                    .filter(value -> value.path("type").asText().equals("seen"))
                    .findFirst()
                    .orElseThrow());
        }

        private void hostile(JsonNode value) {
            JournalEvent event;
            try {
                event = Json.read(Json.mapper().writeValueAsBytes(value), JournalEvent.class);
            } catch (IOException e) {
                return; // a dead letter
            }
            if (!event.origin().workload().isEmpty() && Workloads.takes(event)) {
                try {
                    step(event);
                } catch (RuntimeException e) {
                    // a dead letter; what it had changed stays
                }
                keep();
            }
        }

        private void take(JournalEvent event) throws IOException {
            step(event);
            keep();
        }

        private void step(JournalEvent event) {
            workload = event.origin().workload();
            var out = core.step(state, event);
            runs += out.runs().size();
            for (var said : out.diagnoses()) {
                assertThat(Json.bytes(said).length).isLessThan(Topics.MAX_RECORD_BYTES);
            }
            for (var run : out.runs()) {
                assertThat(Json.bytes(run).length).isLessThan(Topics.MAX_RECORD_BYTES);
            }
        }

        /** As it is kept with each commit. */
        private void keep() {
            byte[] written = state.write();
            assertThat(written.length).isLessThan(Topics.MAX_RECORD_BYTES);
            state = WorkloadState.read(written);
        }

        /** A run of the next container, whatever was before. */
        private void goesOn(ObjectNode seen) throws IOException {
            var settings = Json.mapper().treeToValue(seen, JournalEvent.class);
            var origin = new Origin("host-1", "engine-1", workload, "the next");
            var start = Story.DAWN.plus(Duration.ofDays(9));
            var before = runs;
            take(new RunStarted(origin, start, ((ContainerSeen) settings).settings(), false, true));
            take(new RunEnded(origin, start.plusSeconds(1), start, 3, false, "", true));
            take(new LogsEnded(origin, start.plusSeconds(1), start, true, null));
            assertThat(runs).isEqualTo(before + 1);
        }
    }
}
