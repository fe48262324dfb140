package io.lastwords.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.cli.recording.Header;
import io.lastwords.cli.recording.Recording;
import io.lastwords.cli.recording.RecordingReader;
import io.lastwords.model.journal.RunStarted;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The recordings of real containers in {@code examples/}, diagnosed with no Docker and no Kafka. Where another answer is
 * meant: {@code ./lastwords replay --compare --accept examples --reliability docs/reliability-of-causes.md}.
 */
class ExamplesTest {
    private static final Path EXAMPLES = Path.of("..", "examples");
    private static final Path PAGE = Path.of("..", "docs", "reliability-of-causes.md");

    private final Map<Recording, Answers> answers = new LinkedHashMap<>();

    @BeforeEach
    void replay() throws Exception {
        for (var file : RecordingReader.in(EXAMPLES)) {
            var recording = RecordingReader.read(file);
            var playback = Playback.of(recording, recording.header().recovering(), Selection.all());
            assertThat(playback.unreadable()).as(recording.name()).isZero();
            answers.put(recording, Answers.of(playback.said()));
        }
    }

    @Test
    void areDiagnosedAsTheyWereAndAsTheyShouldBe() {
        var comparison = Comparison.of(answers);

        assertThat(comparison.changes()).hasSizeGreaterThan(20);
        assertThat(comparison.changes().stream().filter(Change::differs).map(Change::line))
                .isEmpty();
    }

    @Test
    void areWholeAndForStrangers() {
        assertThat(answers.keySet()).allSatisfy(recording -> {
            var header = recording.header();
            assertThat(header.expected()).as(recording.name()).isNotNull();
            assertThat(recording.name()).startsWith(header.expected() + ".");
            assertThat(header.redacted()).as(recording.name()).isTrue();
            assertThat(header.missing()).as(recording.name()).isEmpty();
            assertThat(header.incident() == null)
                    .as(recording.name())
                    .isEqualTo(Header.HEALTHY.equals(header.expected()));
        });
        assertThat(answers.keySet().stream()
                        .flatMap(recording -> recording.entries().stream())
                        .map(Recording.Entry::event))
                .hasAtLeastOneElementOfType(RunStarted.class);
    }

    @Test
    void makeThePageOfHowReliableTheCausesAre() throws Exception {
        assertThat(Files.readString(PAGE)).isEqualTo(Reliability.page(Comparison.of(answers)));
    }
}
