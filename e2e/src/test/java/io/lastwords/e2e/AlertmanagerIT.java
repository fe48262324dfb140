package io.lastwords.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lastwords.e2e.stage.Alertmanager;
import io.lastwords.e2e.stage.Images;
import io.lastwords.e2e.stage.Stage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A house that runs Alertmanager: incidents are its alerts, to be asked for, silenced and passed on by it. */
final class AlertmanagerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final List<String> LOOPING = List.of("--restart", "unless-stopped");

    @TempDir
    Path folder;

    @Test
    void anIncidentIsAnAlertUntilItIsMended() {
        Alertmanager.require();
        var silent = Images.image("silent-binary");
        try (var alertmanager = new Alertmanager(folder);
                var stage = Stage.open()
                        .recoverAfter(Duration.ofSeconds(5))
                        .with("LASTWORDS_ALERTMANAGER_URL", alertmanager.url())) {
            stage.watch();
            var sick = stage.containers().start("backend", LOOPING, silent);
            var workload = stage.host() + "/" + sick.name();

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(alertmanager.query("workload=" + workload))
                            .singleElement()
                            .satisfies(alert -> assertThat(
                                            alert.at("/labels/alertname").asText())
                                    .isEqualTo("stub-binary")));

            var alert = alertmanager
                    .query("alertname=stub-binary", "source=lastwords")
                    .getFirst();
            assertThat(alert.at("/labels/workload").asText()).isEqualTo(workload);
            assertThat(alert.at("/labels/severity").asText()).isEqualTo("critical");
            assertThat(alert.at("/annotations/summary").asText()).contains(sick.name(), "exit code 0");
            assertThat(alert.at("/annotations/last_words").asText()).contains("About to execute binary...");

            stage.containers().remove(sick);
            stage.containers().start("backend", LOOPING, Images.image("mended-binary"));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(alertmanager.query("workload=" + workload))
                            .isEmpty());
        }
    }
}
