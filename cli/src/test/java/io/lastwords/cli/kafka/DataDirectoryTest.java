package io.lastwords.cli.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lastwords.cli.failure.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    Path folder;

    @Test
    void refusesASecondHolderAndNamesTheFolderAndTheFirst() throws Exception {
        var state = folder.resolve("a/state");
        try (var first = DataDirectory.take(state)) {
            assertThat(first.path()).isDirectory();
            assertThatThrownBy(() -> DataDirectory.take(state))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining(state.toString())
                    .hasMessageContaining("process " + ProcessHandle.current().pid())
                    .hasMessageContaining("--data-dir")
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void isFreeAgainOnceClosed() throws Exception {
        DataDirectory.take(folder).close();
        DataDirectory.take(folder).close();
    }

    @Test
    void saysThatAFileIsInTheWay() throws Exception {
        var file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> DataDirectory.take(file))
                .isInstanceOf(Failure.class)
                .hasMessageContaining(file + " is a file");
    }
}
