package io.lastwords.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lastwords.cli.failure.Failure;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {
    @TempDir
    Path folder;

    @Test
    void readsLinesInOrderUnderTheirWorkload() throws Exception {
        var file = Files.writeString(folder.resolve("a.jsonl"), Journal.loop("web", 2) + "\n");

        var recording = Recording.read(file);

        assertThat(recording.name()).isEqualTo("a.jsonl");
        assertThat(recording.entries())
                .hasSize(8)
                .allSatisfy(entry -> assertThat(entry.key()).isEqualTo("web-1/web"));
        assertThat(recording.entries().getFirst().value()).contains("\"type\":\"started\"");
    }

    @Test
    void saysWhichLineIsNoRecord() throws Exception {
        var file = Files.writeString(folder.resolve("a.jsonl"), Journal.loop("web", 1) + "{\"key\":\"x\"}\n");

        assertThatThrownBy(() -> Recording.read(file))
                .isInstanceOf(Failure.class)
                .hasMessage("cannot play " + file + ": line 5: it needs a key and a value");
    }

    @Test
    void findsTheBuiltInOnesInAJarByName() throws Exception {
        var jar = folder.resolve("lastwords.jar");
        try (var inside = FileSystems.newFileSystem(jar, Map.of("create", "true"))) {
            Files.createDirectory(inside.getPath("/demo"));
            Files.writeString(inside.getPath("/demo/2.jsonl"), Journal.loop("b", 1));
            Files.writeString(inside.getPath("/demo/1.jsonl"), Journal.loop("a", 1));
            Files.writeString(inside.getPath("/demo/README.md"), "not a recording");
        }

        assertThat(BuiltIn.in(URI.create("jar:" + jar.toUri() + "!/demo").toURL()))
                .extracting(Recording::name)
                .containsExactly("1.jsonl", "2.jsonl");
    }
}
