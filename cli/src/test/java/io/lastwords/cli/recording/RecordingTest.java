package io.lastwords.cli.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lastwords.cli.demo.Journal;
import io.lastwords.cli.failure.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {
    @TempDir
    Path folder;

    @Test
    void readsLinesInOrderUnderTheirWorkload() throws Exception {
        var file = Files.writeString(folder.resolve("a.jsonl"), Journal.loop("web", 2) + "\n");

        var recording = RecordingReader.read(file);

        assertThat(recording.name()).isEqualTo("a.jsonl");
        assertThat(recording.entries())
                .hasSize(8)
                .allSatisfy(entry -> assertThat(entry.key()).isEqualTo("web-1/web"));
        assertThat(recording.entries().getFirst().value()).contains("\"type\":\"started\"");
    }

    @Test
    void readsWhatItWrote() throws Exception {
        var plain = RecordingReader.read(Files.writeString(folder.resolve("a.jsonl"), Journal.loop("web", 2)));
        var header = new Header(
                1,
                Header.TYPE,
                "lastwords 1",
                "a loop",
                "i1",
                "web-1/web",
                null,
                null,
                5,
                true,
                List.of("all before"),
                List.of(new Header.Said("i1", "unexplained", 0.5)),
                "stub-binary",
                null);

        var file = folder.resolve("a" + RecordingReader.ENDING);
        RecordingWriter.write(file, new Recording("", header, plain.entries()));

        assertThat(RecordingReader.read(file)).isEqualTo(new Recording("a.jsonl.gz", header, plain.entries()));
        assertThat(header.recovering()).hasSeconds(5);
    }

    @Test
    void keepsTheOldOneWhereThereIsNoRoomForTheNew() throws Exception {
        var plain = RecordingReader.read(Files.writeString(folder.resolve("a.jsonl"), Journal.loop("web", 50)));
        var file = folder.resolve("b.jsonl.gz");
        RecordingWriter.write(file, plain);
        Files.createSymbolicLink(folder.resolve("b.jsonl.gz.new"), Path.of("/dev/full"));

        assertThatThrownBy(() -> RecordingWriter.write(file, plain))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("No space left");

        assertThat(RecordingReader.read(file).entries()).isEqualTo(plain.entries());
    }

    @Test
    void keepsWhoMayReadIt() throws Exception {
        var plain = RecordingReader.read(Files.writeString(folder.resolve("a.jsonl"), Journal.loop("web", 50)));
        var file = folder.resolve("b.jsonl.gz");
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r--------")));
        RecordingWriter.write(file, plain);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(RecordingReader.read(file).entries()).isEqualTo(plain.entries());
        assertThat(folder.resolve("b.jsonl.gz.new")).doesNotExist();
    }

    @Test
    void refusesTheFormOfANewerVersion() throws Exception {
        var file = Files.writeString(folder.resolve("a.jsonl"), "{\"schema\":2,\"type\":\"lastwords-recording\"}\n");

        assertThatThrownBy(() -> RecordingReader.read(file))
                .isInstanceOf(Failure.class)
                .hasMessageEndingWith(": line 1: a newer lastwords made it: its schema is 2, and this one reads 1");
    }

    @Test
    void saysThatAFileWasCutOff() throws Exception {
        var whole = folder.resolve("a.jsonl.gz");
        RecordingWriter.write(
                whole, RecordingReader.read(Files.writeString(folder.resolve("b.jsonl"), Journal.loop("web", 50))));
        var bytes = Files.readAllBytes(whole);
        Files.write(whole, Arrays.copyOf(bytes, bytes.length / 2));

        assertThatThrownBy(() -> RecordingReader.read(whole))
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith("cannot play " + whole + ": line ");
    }

    @Test
    void saysWhichLineIsNoRecord() throws Exception {
        var file = Files.writeString(folder.resolve("a.jsonl"), Journal.loop("web", 1) + "{\"key\":\"x\"}\n");

        assertThatThrownBy(() -> RecordingReader.read(file))
                .isInstanceOf(Failure.class)
                .hasMessage("cannot play " + file + ": line 5: it needs a key and a value");
    }

    @Test
    void saysThatAFileIsNotThere() {
        var file = folder.resolve("nothing.jsonl.gz");

        assertThatThrownBy(() -> RecordingReader.read(file))
                .isInstanceOf(Failure.class)
                .hasMessage("cannot play " + file + ": it is not there");
    }
}
