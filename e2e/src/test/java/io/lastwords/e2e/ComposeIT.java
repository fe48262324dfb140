package io.lastwords.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lastwords.e2e.stage.Compose;
import io.lastwords.e2e.stage.Containers;
import io.lastwords.e2e.stage.Images;
import io.lastwords.e2e.stage.Mailbox;
import io.lastwords.e2e.stage.Ports;
import io.lastwords.e2e.stage.SlackServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docker compose up} at the root, as a user does it. */
final class ComposeIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final List<String> LET_THROUGH = List.of(
            "GET /info",
            "GET /v1.41/info",
            "GET /events?since=1&until=1",
            "GET /containers/json?all=1",
            "GET /images/lastwords:0.1.0/history");
    private static final List<String> REFUSED = List.of(
            "POST /containers/create",
            "POST /v1.41/containers/create",
            "POST /containers/collector/exec",
            "DELETE /containers/collector",
            "PUT /containers/collector/archive?path=/",
            "GET /containers/collector/export",
            "GET /containers/collector/attach/ws",
            "GET /containers/json/../collector/export",
            "GET /images/get?names=busybox",
            "GET /secrets",
            "GET /");

    @TempDir
    Path folder;

    @Test
    void aSickContainerEndsAsASlackPostAndAMailAndNothingIsLeft() throws IOException {
        try (var slack = SlackServer.forContainers();
                var mailbox = Mailbox.forContainers();
                var containers = new Containers();
                var compose = new Compose(folder)) {
            compose.withSecret("LASTWORDS_SLACK_WEBHOOK_URL_FILE", slack.url(Compose.HOST))
                    .withSecret("LASTWORDS_SMTP_URL_FILE", mailbox.url(Compose.HOST))
                    .with("LASTWORDS_EMAIL_FROM", "lastwords@example.org")
                    .with("LASTWORDS_EMAIL_TO", "oncall@example.org")
                    .with("LASTWORDS_HOST_NAME", "e2e-compose")
                    .with("LASTWORDS_KAFKA_PORT", String.valueOf(Ports.free()));
            compose.run("up", "-d", "--build").orFail();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(
                                    compose.run("logs", "collector", "analyzer").out())
                            .contains("collecting from", "analyzing"));

            var sick = containers.start("sick", List.of("--restart", "unless-stopped"), Images.image("silent-binary"));
            await().atMost(PATIENCE)
                    .until(() ->
                            !slack.posts(sick).isEmpty() && !mailbox.mails(sick).isEmpty());

            assertThat(slack.posts(sick).getFirst().text()).contains("e2e-compose", "each time with exit code 0");
            assertThat(slack.violations()).isEmpty();
            assertThat(LET_THROUGH)
                    .allSatisfy(
                            call -> assertThat(throughTheProxy(compose, call)).contains(" 200 "));
            assertThat(REFUSED)
                    .allSatisfy(
                            call -> assertThat(throughTheProxy(compose, call)).contains(" 403 "));

            containers.remove(sick);
            compose.run("down", "-v").orFail();
            assertThat(compose.left()).isEmpty();
        }
    }

    /** The status line of the answer to a request that the collector could send. */
    private static String throughTheProxy(Compose compose, String call) {
        String request = "exec 3<>/dev/tcp/socket-proxy/2375; printf '" + call
                + " HTTP/1.0\\r\\nHost: docker\\r\\n\\r\\n' >&3; head -n 1 <&3";
        return compose.run("exec", "-T", "collector", "bash", "-c", request)
                .orFail()
                .out();
    }
}
