package io.lastwords.collector.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lastwords.model.journal.ContainerSettings.Mount;
import io.lastwords.model.journal.ContainerSettings.RestartPolicy;
import io.lastwords.model.journal.ContainerState;
import io.lastwords.model.topic.Json;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Against what Docker 20.10 said of real containers. */
class InspectReaderTest {
    private final InspectReader reader = new InspectReader("x86_64", (name, service, image) -> null);

    private static JsonNode recorded(String name) throws IOException {
        try (InputStream in = InspectReaderTest.class.getResourceAsStream(name)) {
            return Json.mapper().readTree(Objects.requireNonNull(in, name));
        }
    }

    @Test
    void readsWhatAContainerWasMadeWith() throws Exception {
        var settings = reader.read(recorded("inspect-everything.json")).settings();

        assertThat(settings.name()).isEqualTo("lw-recorded");
        assertThat(settings.image()).isEqualTo("busybox");
        assertThat(settings.imageId()).startsWith("sha256:");
        assertThat(settings.path()).isEqualTo("sleep");
        assertThat(settings.args()).containsExactly("4");
        assertThat(settings.entrypoint()).isNull();
        assertThat(settings.command()).containsExactly("sleep", "4");
        assertThat(settings.restartPolicy()).isEqualTo(new RestartPolicy("on-failure", 3));
        assertThat(settings.stopSignal()).isEqualTo("SIGINT");
        assertThat(settings.stopTimeoutSeconds()).isEqualTo(3);
        assertThat(settings.memoryLimit()).isEqualTo(64 << 20);
        assertThat(settings.init()).isTrue();
        assertThat(settings.tty()).isFalse();
        assertThat(settings.logDriver()).isEqualTo("json-file");
        assertThat(settings.mounts())
                .contains(
                        new Mount("volume", "/var/lib/docker/volumes/lwcvol/_data", "/v", false, "lwcvol"),
                        new Mount("tmpfs", "", "/t", false, null));
        assertThat(settings.ports()).containsExactlyInAnyOrder("127.0.0.1:18999->80/tcp", "32768->53/udp");
        assertThat(settings.healthcheck()).isEqualTo("echo hi; true");
        assertThat(settings.labels()).containsEntry("a", "b");
    }

    @Test
    void whateverItHoldsItIsReadAndFitsIntoARecord() throws Exception {
        var json = (ObjectNode) recorded("inspect-everything.json");
        var labels = json.withObject("/Config/Labels");
        var variables = json.withArray("/Config/Env");
        var mounts = json.withArray("/Mounts");
        String tenKilobytes = "\u001b]0;\ud83d".repeat(2_000);
        for (int i = 0; i < 10_000; i++) {
            labels.put("label-" + i, i % 100 == 0 ? tenKilobytes : "<!channel>");
            mounts.addObject().put("Type", "bind").put("Source", "/s" + i).put("Destination", "/d" + i);
        }
        for (int i = 0; i < 1_000; i++) {
            variables.add("V" + i + "=" + tenKilobytes);
        }
        variables.add(tenKilobytes.repeat(10));
        labels.put("lastwords.marker", "/" + "(".repeat(100_000) + "/");
        json.put("Created", "+999999999-12-31T23:59:59Z");
        json.withObject("/State").put("StartedAt", "yesterday").put("Error", tenKilobytes);

        var inspection = reader.read(json);

        assertThat(Json.bytes(inspection.settings()).length).isLessThan(200_000);
        assertThat(Json.bytes(inspection.state()).length).isLessThan(20_000);
        assertThat(inspection.settings().environment()).contains("V0", "V999");
        assertThat(inspection.settings().created()).isEqualTo(Instant.EPOCH);
        assertThat(inspection.state().startedAt()).isNull();
        String id = WorkloadIds.of("host", inspection.settings());
        assertThat(id).hasSizeLessThan(700);
    }

    @Test
    void keepsNoValueOfAVariable() throws Exception {
        var inspection = reader.read(recorded("inspect-everything.json"));

        assertThat(inspection.settings().environment()).containsExactly("FOO_TOKEN", "PATH");
        assertThat(Json.text(inspection.settings())).doesNotContain("abcdefghijk");
        assertThat(inspection.masker().mask("token abcdefghijk")).isEqualTo("token ***");
    }

    @Test
    void readsTheStateOfARunningContainer() throws Exception {
        var state = reader.read(recorded("inspect-everything.json")).state();

        assertThat(state.status()).isEqualTo("running");
        assertThat(state.startedAt()).isEqualTo(Instant.parse("2026-11-21T02:33:00.303619923Z"));
        assertThat(state.finishedAt()).isNull();
        assertThat(state.health()).isEqualTo(new ContainerState.Health("healthy", 0, "hi\n"));
    }

    @Test
    void readsLittleWhereLittleIsSaid() throws Exception {
        var inspection = reader.read(
                Json.mapper().readTree("{\"Id\":\"1\",\"Name\":\"/n\",\"State\":{\"Status\":\"created\"}}"));

        assertThat(inspection.settings().name()).isEqualTo("n");
        assertThat(inspection.settings().restartPolicy().present()).isFalse();
        assertThat(inspection.state().startedAt()).isNull();
        assertThat(inspection.state().health()).isNull();
    }

    @Test
    void masksErrorLabelsAndCommands() throws Exception {
        var json = Json.mapper()
                .readTree(
                        "{\"Id\":\"1\",\"Path\":\"sh\",\"Args\":[\"-c\",\"login hunter2hunter2\"],\"Config\":{\"Env\":[\"DB_PASSWORD=hunter2hunter2\"],"
                                + "\"Labels\":{\"l\":\"hunter2hunter2\"}},\"State\":{\"Error\":\"exec hunter2hunter2: no\"}}");
        var inspection = reader.read(json);

        assertThat(inspection.settings().args()).containsExactly("-c", "login ***");
        assertThat(inspection.settings().labels()).containsEntry("l", "***");
        assertThat(inspection.state().error()).isEqualTo("exec ***: no");
    }

    @Test
    void takesTheMarkerFromTheLabelFirst() throws Exception {
        var rules = new InspectReader("x86_64", (name, service, image) -> name + " is up");
        var json = "{\"Id\":\"1\",\"Name\":\"/0123456789ab_api\",\"Config\":{\"Labels\":{%s}}}";

        assertThat(rules.read(Json.mapper().readTree(json.formatted("")))
                        .settings()
                        .marker())
                .isEqualTo("api is up");
        assertThat(rules.read(Json.mapper().readTree(json.formatted("\"lastwords.marker\":\"ready\"")))
                        .settings()
                        .marker())
                .isEqualTo("ready");
    }

    @Test
    void readsWhatAContainerOfAnImageWouldBe() throws Exception {
        var image = Json.mapper().readTree("""
                {"Id":"sha256:aa","Created":"2026-11-21T02:00:00.5Z","Config":{"Entrypoint":["/init","--"],"Cmd":["web","-p"],
                "WorkingDir":"/app","User":"web","Env":["PATH=/bin"],"Labels":{"lastwords.marker":"ready"}}}""");

        var inspection = reader.read(WouldBe.container("shop/web:2", image));

        var settings = inspection.settings();
        assertThat(inspection.id()).isEmpty();
        assertThat(inspection.state()).isEqualTo(ContainerState.created());
        assertThat(settings.name()).isEmpty();
        assertThat(settings.image()).isEqualTo("shop/web:2");
        assertThat(settings.imageId()).isEqualTo("sha256:aa");
        assertThat(settings.path()).isEqualTo("/init");
        assertThat(settings.args()).containsExactly("--", "web", "-p");
        assertThat(settings.workingDir()).isEqualTo("/app");
        assertThat(settings.user()).isEqualTo("web");
        assertThat(settings.environment()).containsExactly("PATH");
        assertThat(settings.marker()).isEqualTo("ready");
        assertThat(settings.created()).isEqualTo(Instant.parse("2026-11-21T02:00:00.5Z"));
        assertThat(WorkloadIds.of("host1", settings)).isEqualTo("host1/shop/web:2 /init -- web -p");
        assertThat(WouldBe.container("scratch", Json.mapper().readTree("{}")).path("Args"))
                .isEmpty();
    }
}
