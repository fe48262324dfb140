package io.lastwords.collector.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.model.topic.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FileEndsTest {
    private static Inspection inspection(String options) throws Exception {
        return Inspection.of(
                Json.mapper()
                        .readTree(
                                "{\"HostConfig\":{\"LogConfig\":{\"Type\":\"json-file\",\"Config\":" + options + "}}}"),
                null);
    }

    private static Entry entry(String text, String time) {
        var entry = new Entry();
        entry.bytes = text.getBytes(StandardCharsets.UTF_8);
        entry.to = entry.bytes.length;
        entry.time = Stamp.nanos(Instant.parse(time));
        return entry;
    }

    @Test
    void countsAsTheDriverWrites() throws Exception {
        // as json-file of engine 20.10.24 wrote it
        var stored = """
                {"log":"a \\"\\u003cline\\u003e\\" of a log that rotates, number 154835\\n","stream":"stdout","time":"2026-11-21T06:31:12.7347044Z"}
                """;

        assertThat(inspection("{}")
                        .stored(entry(
                                "a \"<line>\" of a log that rotates, number 154835\n", "2026-11-21T06:31:12.7347044Z")))
                .isEqualTo(stored.length());
    }

    @Test
    void takesSizesAsTheEngineDoes() throws Exception {
        assertThat(inspection("{\"max-size\":\"10m\"}").fileBytes()).isEqualTo(10_000_000);
        assertThat(inspection("{\"max-size\":\"10k\"}").fileBytes()).isEqualTo(10_000);
        assertThat(inspection("{\"max-size\":\"1.5g\"}").fileBytes()).isEqualTo(1_500_000_000);
        assertThat(inspection("{\"max-size\":\"4096\"}").fileBytes()).isEqualTo(4096);
        assertThat(inspection("{}").rotates()).isFalse();
    }

    @Test
    void knowsTheFirstEntryOfEachFile() throws Exception {
        var files = new FileEnds(true);
        files.of(inspection("{\"max-size\":\"300\"}"));
        var line = entry("x".repeat(60) + "\n", "2026-11-21T06:31:12.123456789Z"); // 131 bytes
        for (int file = 0; file < 3; file++) {
            for (int i = 0; i < 3; i++) {
                assertThat(files.between()).isEqualTo(file > 0 && i == 0);
                files.read(line);
            }
        }
        assertThat(files.between()).isTrue();
    }

    @Test
    void knowsNothingWhereItHasNotSeenTheBeginningOrTheDriverWritesMore() throws Exception {
        var line = entry("x".repeat(200) + "\n", "2026-11-21T06:31:12.123456789Z");
        var late = new FileEnds(false);
        late.of(inspection("{\"max-size\":\"100\"}"));
        late.read(line);
        var labelled = new FileEnds(true);
        labelled.of(inspection("{\"max-size\":\"100\",\"labels\":\"team\"}"));
        labelled.read(line);

        assertThat(late.between()).isFalse();
        assertThat(labelled.between()).isFalse();
    }
}
