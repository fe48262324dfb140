package io.lastwords.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lastwords.e2e.stage.Images;
import io.lastwords.e2e.stage.SmallDisk;
import io.lastwords.e2e.stage.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No space is left on the disk that holds the data folder: it says so and ends, and goes on later without a loss. */
final class FullDiskIT {
    private static final int MEGABYTES = 64;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void endsWithOneClearLineAndLosesNothing() throws Exception {
        try (var stage = Stage.open();
                var disk = new SmallDisk(stage.data(), MEGABYTES)) {
            var watch = stage.watch();
            var writer = stage.containers()
                    .start(
                            "writer",
                            List.of("--network", "none", "--restart", "always"),
                            Images.image("numbered-writer"),
                            "500",
                            "10000",
                            "3");
            await().atMost(PATIENCE).until(() -> !stage.slack().posts(writer).isEmpty());
            var filled = Instant.now();
            disk.fill();

            assertThat(watch.awaitExit()).isEqualTo(1);
            var full = new Outage(filled, Instant.now());
            assertThat(watch.errors())
                    .last()
                    .asString()
                    .startsWith("lastwords: the embedded Kafka stopped: no space is left for " + stage.data())
                    .endsWith(". Make room and start again: it goes on where it was");
            assertThat(watch.errors()).noneMatch(line -> line.contains("\tat ") || line.startsWith("Exception"));

            disk.free();
            var again = stage.watch();
            var reckoning = new Reckoning(stage, again.kafkaPort());
            reckoning.stop(List.of(writer));
            reckoning.checkLines(List.of(writer));
            reckoning.checkNotices(List.of(writer), List.of(full));
            again.close();
        }
    }
}
