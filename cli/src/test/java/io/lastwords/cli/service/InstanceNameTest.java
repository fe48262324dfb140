package io.lastwords.cli.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lastwords.cli.failure.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceNameTest {
    @TempDir
    Path folder;

    @Test
    void staysWithItsFolder() throws Exception {
        var name = InstanceName.of(folder);

        assertThat(InstanceName.of(folder)).isEqualTo(name);
        assertThat(InstanceName.of(Files.createDirectory(folder.resolve("another"))))
                .isNotEqualTo(name);
    }

    @Test
    void isMadeAnewWhereAKillLeftNothingOfIt() throws Exception {
        Files.writeString(folder.resolve("instance"), "");

        assertThat(InstanceName.of(folder)).isNotEmpty().isEqualTo(InstanceName.of(folder));
    }

    @Test
    void saysThatItCannotBeKept() {
        assertThatThrownBy(() -> InstanceName.of(folder.resolve("missing")))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("missing");
    }
}
