package io.lastwords.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lastwords.cli.recording.Recording;
import io.lastwords.cli.recording.RecordingReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApartTest {
    @TempDir
    Path folder;

    @Test
    void givesThoseOfOneNameAHostOfTheirOwn() throws Exception {
        var apart = Apart.of(
                List.of(loop("1.jsonl", "web"), loop("2.jsonl", "db"), loop("3.jsonl", "web"), loop("4.jsonl", "web")));

        assertThat(apart)
                .extracting(
                        Recording::name,
                        recording -> recording.entries().getLast().key())
                .containsExactly(
                        tuple("1.jsonl", "web-1/web"),
                        tuple("2.jsonl", "web-1/db"),
                        tuple("3.jsonl", "web-2/web"),
                        tuple("4.jsonl", "web-3/web"));
        assertThat(apart.get(2).entries()).allSatisfy(entry -> {
            assertThat(entry.key()).isEqualTo("web-2/web");
            assertThat(entry.event().origin().workload()).isEqualTo("web-2/web");
            assertThat(entry.event().origin().host()).isEqualTo("web-2");
            assertThat(entry.event().origin().engine()).isEqualTo("engine of web-2");
        });
    }

    private Recording loop(String file, String name) throws Exception {
        return RecordingReader.read(Files.writeString(folder.resolve(file), Journal.loop(name, 2)));
    }
}
