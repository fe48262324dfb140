package io.lastwords.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.cli.demo.Journal;
import io.lastwords.cli.kafka.TopicRecord;
import io.lastwords.cli.recording.Recording;
import io.lastwords.cli.recording.RecordingReader;
import io.lastwords.model.diagnosis.Diagnosis;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaybackTest {
    private static final Duration MINUTE = Duration.ofSeconds(60);
    private static final Instant T = Instant.parse("2026-11-21T03:00:00Z");

    @TempDir
    Path folder;

    @Test
    void tellsOnlyOfThoseThatAreAskedFor() throws Exception {
        var both = recording(Journal.loop("web", 3) + Journal.loop("ledger", 4));

        var all = Playback.of(both, MINUTE, Selection.all()).said();
        var ledger =
                Playback.of(both, MINUTE, new Selection("web-1/l?dg*", null)).said();
        var incident = String.valueOf(ledger.getFirst().incident());

        assertThat(all).hasSizeGreaterThan(ledger.size());
        assertThat(ledger)
                .isNotEmpty()
                .allSatisfy(said -> assertThat(String.valueOf(said.workload())).contains("web-1/ledger"));
        assertThat(Playback.of(both, MINUTE, new Selection(null, incident.substring(0, 6)))
                        .said())
                .isEqualTo(ledger);
        assertThat(Playback.of(both, MINUTE, new Selection("ledger", null)).said())
                .isEmpty();
    }

    @Test
    void learnsFromWhatWasBeforeAndTellsOfWhatIsAskedFor() throws Exception {
        var records = records(Journal.loop("web", 6));
        var whole = new Playback(MINUTE, Selection.all(), null);
        records.forEach(whole::take);
        var later = new Playback(MINUTE, Selection.all(), T.plusMillis(12));
        records.forEach(later::take);

        assertThat(later.said()).isNotEmpty().hasSizeLessThan(whole.said().size());
        assertThat(whole.said()).endsWith(later.said().toArray(Diagnosis[]::new));
        assertThat(later.records()).isEqualTo(24);
    }

    @Test
    void saysWhatItLackedWhereTheStoryWasNotReadFromItsBeginning() throws Exception {
        var records = records(Journal.loop("web", 6));
        var playback = new Playback(MINUTE, Selection.all(), null);
        records.subList(2, records.size()).forEach(playback::take);

        assertThat(playback.lacked(false))
                .singleElement()
                .asString()
                .startsWith("web-1/web: its first record that was read is in the middle of its story: ");
        assertThat(playback.lacked(true)).isEmpty();
    }

    @Test
    void leavesOutWhatIsNoEventAsTheAnalyzerDoes() throws Exception {
        var playback = new Playback(MINUTE, Selection.all(), null);
        records(Journal.loop("web", 3)).forEach(playback::take);
        int said = playback.said().size();

        assertThat(playback.take(record("no json", 99))).isFalse();
        assertThat(playback.take(record("{\"type\":\"started\",\"schema\":1}", 100)))
                .isFalse();

        assertThat(playback.unreadable()).isEqualTo(2);
        assertThat(playback.said()).hasSize(said).isNotEmpty();
    }

    private Recording recording(String lines) throws Exception {
        return RecordingReader.read(Files.writeString(folder.resolve("r.jsonl"), lines));
    }

    private List<TopicRecord> records(String lines) throws Exception {
        var entries = recording(lines).entries();
        var all = new ArrayList<TopicRecord>();
        for (var entry : entries) {
            all.add(record(entry.value(), all.size()));
        }
        return all;
    }

    /** Appended one each millisecond. */
    private static TopicRecord record(String value, int offset) {
        return new TopicRecord("web-1/web", value.getBytes(StandardCharsets.UTF_8), T.plusMillis(offset), 0, offset);
    }
}
