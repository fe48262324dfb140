package io.lastwords.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lastwords.e2e.stage.OwnEngine;
import io.lastwords.e2e.stage.Stage;
import io.lastwords.e2e.stage.Topic;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.journal.RunEnded;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A host that goes down with all that it runs is one notice, of the host. */
final class HostRestartIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void aPowerCutIsTheHostsIncidentAndNotItsContainers() {
        try (var stage = Stage.open();
                var engine = OwnEngine.start("busybox:latest")) {
            var watch = stage.launch("--docker-host", engine.address()).awaitReady();
            for (int i = 0; i < 3; i++) {
                engine.docker(
                        "run",
                        "-d",
                        "--name",
                        "svc" + i,
                        "--network",
                        "none",
                        "--restart",
                        "always",
                        "busybox",
                        "sleep",
                        "1000");
            }
            engine.docker("run", "-d", "--name", "fragile", "--network", "none", "busybox", "sleep", "1000");
            assertThat(watch.diagnoses()).isEmpty();

            engine.powerCut();
            await().atMost(PATIENCE)
                    .until(() -> !stage.slack().posts().isEmpty()
                            && Topic.journal(watch.kafkaPort()).stream()
                                            .filter(event -> event instanceof RunEnded end && end.engineRestarted())
                                            .count()
                                    == 4);

            assertThat(watch.diagnoses()).as("no container's own").isNotEmpty().allSatisfy(said -> {
                assertThat(said.scope()).isEqualTo(Diagnosis.Scope.HOST);
                assertThat(said.causes().getFirst().cause()).isEqualTo("host-restarted");
                assertThat(said.hosts()).containsExactly(stage.host());
            });
            assertThat(stage.slack().posts())
                    .singleElement()
                    .satisfies(post -> assertThat(post.text()).contains("The Docker engine on " + stage.host()));
        }
    }
}
