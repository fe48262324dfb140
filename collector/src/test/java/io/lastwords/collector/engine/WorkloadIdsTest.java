package io.lastwords.collector.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.model.journal.ContainerSettings;
import io.lastwords.model.journal.ContainerSettings.RestartPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkloadIdsTest {
    private static ContainerSettings settings(String name, String image, Map<String, String> labels, String... words) {
        return new ContainerSettings(
                name,
                image,
                "sha256:1",
                words[0],
                List.of(words).subList(1, words.length),
                null,
                null,
                "",
                "",
                "",
                false,
                false,
                false,
                false,
                new RestartPolicy("no", 0),
                null,
                null,
                0,
                "json-file",
                labels,
                List.of(),
                List.of(),
                List.of(),
                "default",
                null,
                Instant.EPOCH,
                "x86_64",
                null,
                false,
                true);
    }

    private static String id(String name, Map<String, String> labels) {
        return WorkloadIds.of("host", settings(name, "shop/api:1", labels, "/app/server", "--port", "80"));
    }

    @Test
    void namesAComposeServiceByItsLabels() {
        assertThat(id(
                        "shop-api-2",
                        Map.of(
                                "com.docker.compose.project", "shop",
                                "com.docker.compose.service", "api",
                                "com.docker.compose.container-number", "2",
                                "com.docker.compose.oneoff", "False")))
                .isEqualTo("host/shop/api/2");
    }

    @Test
    void namesAComposeOneOffByItsContainer() {
        assertThat(id(
                        "shop-api-run-1f2e",
                        Map.of(
                                "com.docker.compose.project", "shop",
                                "com.docker.compose.service", "api",
                                "com.docker.compose.container-number", "1",
                                "com.docker.compose.oneoff", "True")))
                .isEqualTo("host/shop-api-run-1f2e");
    }

    @Test
    void namesASwarmTaskByItsSlot() {
        assertThat(id(
                        "web.3.k2j4h5",
                        Map.of(
                                "com.docker.swarm.service.name", "web",
                                "com.docker.swarm.task.name", "web.3.k2j4h5")))
                .isEqualTo("host/web/3");
        assertThat(id(
                        "st.ack_web.node1.k2",
                        Map.of(
                                "com.docker.swarm.service.name", "st.ack_web",
                                "com.docker.swarm.task.name", "st.ack_web.node1.k2")))
                .isEqualTo("host/st.ack_web/node1");
    }

    @Test
    void namesAnyOtherByItsOwnName() {
        assertThat(id("api", Map.of())).isEqualTo("host/api");
        assertThat(id("0123456789ab_api", Map.of())).isEqualTo("host/api");
        assertThat(id("0123456789AB_api", Map.of())).isEqualTo("host/0123456789AB_api");
        assertThat(id("012345_api", Map.of())).isEqualTo("host/012345_api");
    }

    @ParameterizedTest
    @ValueSource(strings = {"admiring_turing", "quizzical_hopper7", "amazing_cerf", "0123456789ab_amazing_cerf"})
    void namesImageAndCommandWhereTheEngineMadeTheNameUp(String name) {
        assertThat(id(name, Map.of())).isEqualTo("host/shop/api:1 /app/server --port 80");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "my_app",
                "amazing_app",
                "web_turing",
                "amazing-cerf",
                "amazing_cerf12",
                "cool_service",
                "Amazing_cerf"
            })
    void doesNotTakeAUsersNameForAMadeUpOne(String name) {
        assertThat(id(name, Map.of())).isEqualTo("host/" + name);
    }

    @Test
    void cutsALongCommand() {
        var settings = settings("amazing_cerf", "i", Map.of(), "sh", "-c", "x".repeat(1000));
        assertThat(WorkloadIds.of("host", settings))
                .startsWith("host/i sh -c xxx")
                .hasSizeLessThan(220);
    }
}
