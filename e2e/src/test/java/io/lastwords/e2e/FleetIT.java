package io.lastwords.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lastwords.e2e.stage.Fleet;
import io.lastwords.e2e.stage.Images;
import io.lastwords.e2e.stage.SlackServer;
import io.lastwords.e2e.stage.Stage;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The same broken image on many hosts: one notice, not one of each. */
final class FleetIT {
    private static final List<String> LOOPING = List.of("--restart", "unless-stopped");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void oneBrokenImageOnElevenHostsIsOneNoticeThatGrowsAndEndsOnce() throws Exception {
        var file = Files.createTempFile("lastwords", ".yaml");
        Files.writeString(file, "route: {groupWait: 5s, groupInterval: 15s}\n");
        try (var stage = Stage.open().recoverAfter(Duration.ofSeconds(5))) {
            var watch = stage.launch("--config", file.toString()).awaitReady();
            var container = stage.containers().start("backend", LOOPING, Images.image("silent-binary"));
            await().atMost(PATIENCE)
                    .until(() -> !stage.slack().posts().isEmpty()
                            && watch.latest(container)
                                    .filter(said ->
                                            said.causes().getFirst().cause().equals("stub-binary"))
                                    .isPresent());

            try (var fleet = new Fleet(watch.kafkaPort(), container)) {
                for (int i = 1; i <= 10; i++) {
                    fleet.suffers("node%02d".formatted(i));
                }
                await().atMost(PATIENCE).until(() -> tell(stage.slack(), "on 11 hosts: stub-binary"));
                for (int i = 11; i <= 13; i++) {
                    fleet.suffers("node%02d".formatted(i));
                }
                await().atMost(PATIENCE).until(() -> tell(stage.slack(), "on 14 hosts: stub-binary"));
                for (int i = 1; i <= 13; i++) {
                    fleet.mends("node%02d".formatted(i));
                }
                stage.containers().remove(container);
                stage.containers().start("backend", LOOPING, Images.image("mended-binary"));
                await().atMost(PATIENCE).until(() -> tell(stage.slack(), "has recovered on all hosts"));
            }

            var titles = stage.slack().posts().stream()
                    .map(post -> post.message().path("text").asText())
                    .toList();
            System.out.println(String.join("\n", titles));
            assertThat(titles).anyMatch(title -> title.contains("on 11 hosts"));
            assertThat(titles.stream().filter(title -> title.contains(" hosts")))
                    .as("one opening, one update, one end; a host that recovers while others do not may be one more")
                    .hasSizeBetween(3, 4);
            assertThat(titles.stream().filter(title -> !title.contains(" hosts")))
                    .as("the first member alone, and its better cause; another where the interval was over meanwhile")
                    .hasSizeBetween(1, 3);
            assertThat(stage.slack().violations()).isEmpty();
        } finally {
            Files.delete(file);
        }
    }

    private static boolean tell(SlackServer slack, String words) {
        return slack.posts().stream().anyMatch(post -> post.text().contains(words));
    }
}
