package io.lastwords.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.e2e.stage.Command;
import io.lastwords.e2e.stage.Docker;
import io.lastwords.e2e.stage.Launcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The unit in {@code deploy/systemd}, as far as it can be judged without becoming a service of this machine. */
final class SystemdIT {
    /** In tenths, of 10: systemd calls up to 2.0 'OK'. */
    private static final String EXPOSURE = "20";

    @TempDir
    Path folder;

    private Path unit;

    @BeforeEach
    void atItsPlace() throws IOException {
        Docker.requireProgram("systemd-analyze", "systemd");
        var text = Files.readString(Path.of("..", "deploy", "systemd", "lastwords.service"));
        assertThat(text).contains("ExecStart=/opt/lastwords/lastwords ");
        unit = Files.writeString(
                folder.resolve("lastwords.service"),
                text.replace("/opt/lastwords/lastwords", Launcher.path().toString()));
    }

    @Test
    void isAUnitThatSystemdUnderstands() {
        var output = Command.run(List.of("systemd-analyze", "verify", unit.toString()));

        assertThat(output.out() + output.err()).isEmpty();
        assertThat(output.exitCode()).isZero();
    }

    @Test
    void mayDoLittle() {
        var output = Command.run(
                List.of("systemd-analyze", "security", "--offline=true", "--threshold=" + EXPOSURE, unit.toString()));

        assertThat(output.exitCode()).as(output.out() + output.err()).isZero();
        assertThat(output.out()).contains("Overall exposure level");
    }
}
