package io.lastwords.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.cli.recording.Recording;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuiltInTest {
    @TempDir
    Path folder;

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
