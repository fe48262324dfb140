package io.lastwords.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void saysNothingOfWhatTakesAMoment() {
        try (var progress = progress(100)) {
            progress.at(900);
        }
        assertThat(said()).isEmpty();
    }

    @Test
    void saysHowFarItIsAndHowFastAndLeavesTheLineEmpty() {
        try (var progress = progress(100)) {
            nanos.set(2_000_000_000);
            progress.at(500);
            progress.at(750);
        }
        assertThat(said()).contains("replay", "750/1000 records", "records/s").endsWith("\r\u001b[K");
        assertThat(said()).doesNotContain("\n");
        for (var line : said().split("\r", -1)) {
            assertThat(line.codePointCount(0, line.length())).isLessThan(100);
        }
    }

    @Test
    void saysNothingWhereThereIsNoTerminal() {
        try (var progress = progress(0)) {
            nanos.set(2_000_000_000);
            progress.at(500);
        }
        assertThat(said()).isEmpty();
    }

    private Progress progress(int columns) {
        return new Progress(
                new PrintStream(err, true, StandardCharsets.UTF_8), columns, "replay", "records", 1000, nanos::get);
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
