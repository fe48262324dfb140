package io.lastwords.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.cli.demo.Journal;
import io.lastwords.cli.terminal.Screen;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.topic.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code replay FILE}: no Kafka, no Docker, an empty home. */
class ReplayFilesTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void showsAPageForEachNotice() throws Exception {
        var file = Files.writeString(folder.resolve("web.jsonl"), Journal.loop("web", 4));

        assertThat(lastwords("replay", file.toString())).as(text(err)).isZero();

        assertThat(text(out)).containsOnlyOnce("web on web-1 died").contains("restart-loop", "marker-missing");
        assertThat(text(err)).isEmpty();
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void printsEveryRevisionAsJson() throws Exception {
        var file = Files.writeString(folder.resolve("web.jsonl"), Journal.loop("web", 4));

        assertThat(lastwords("replay", "--json", file.toString())).isZero();

        assertThat(text(out).lines())
                .hasSizeGreaterThan(1)
                .allSatisfy(line -> assertThat(Json.read(line.getBytes(StandardCharsets.UTF_8), Diagnosis.class)
                                .incident())
                        .isNotNull());
    }

    @Test
    void saysAllThatIsWrongWithWhatIsAsked() throws Exception {
        assertThat(lastwords("replay", "--from", "soon", "--to", "2026-13-01", "--look-back", "long"))
                .isEqualTo(2);
        assertThat(text(err).lines())
                .containsExactly(
                        "lastwords: --from: 'soon' is no time: write it like 2026-11-21T03:00:00Z, or 2h for two hours"
                                + " ago",
                        "lastwords: --to: '2026-13-01' is no time: write it like 2026-11-21T03:00:00Z, or 2h for two"
                                + " hours ago",
                        "lastwords: --look-back: 'long' is no duration: write it like 2h or 1d");
        err.reset();

        assertThat(lastwords("replay", "--from", "1h", "--to", "2h")).isEqualTo(2);
        assertThat(lastwords("replay", "--from", "1h", "x.jsonl")).isEqualTo(2);
        assertThat(lastwords("replay", folder.resolve("x.jsonl").toString())).isEqualTo(1);
        assertThat(text(err).lines())
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("lastwords: --to: '2h' is not after --from"),
                        line -> assertThat(line).contains("are for a Kafka's journal, not for files"),
                        line -> assertThat(line).startsWith("lastwords: cannot play "));
    }

    private int lastwords(String... arguments) {
        var context = new Context(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of("HOME", folder.toString()),
                new Screen(80, false),
                Clock.systemUTC());
        return new Lastwords(context).run(arguments);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
