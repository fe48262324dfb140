package io.lastwords.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastwords.e2e.stage.Command;
import io.lastwords.e2e.stage.Compose;
import io.lastwords.e2e.stage.Docker;
import io.lastwords.model.topic.Json;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stack in {@code deploy/swarm}, as far as it can be judged by an engine that is in no swarm. */
final class SwarmIT {
    private static final String STACK = "deploy/swarm/stack.yml";
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String OVERRIDE = """
            networks: {engine: {driver: bridge}, lastwords: {driver: bridge}}
            volumes:
              socket:
                driver_opts: {type: none, o: bind, device: FOLDER}
            """;

    @TempDir
    Path folder;

    @Test
    void isAStackThatKeepsItsSecretsAndRunsACollectorOnEveryNode() throws IOException {
        try (var compose = new Compose(folder, STACK, "").with("LASTWORDS_BOOTSTRAP_SERVERS", "kafka-1:9092")) {
            var services = Json.mapper()
                    .readTree(compose.run("config", "--format", "json").orFail().out())
                    .path("services");

            assertThat(services.at("/collector/deploy/mode").asText()).isEqualTo("global");
            assertThat(services.at("/socket-proxy/deploy/mode").asText()).isEqualTo("global");
            assertThat(services.properties()).hasSize(4).allSatisfy(service -> {
                var settings = service.getValue();
                assertThat(settings.at("/deploy/resources/limits/memory").asLong())
                        .isPositive();
                assertThat(settings.at("/labels/lastwords.enable").asText()).isEqualTo("false");
                assertThat(settings.path("read_only").asBoolean()).isTrue();
                assertThat(settings.path("healthcheck").isMissingNode()).isFalse();
                assertThat(mounts(settings, "/var/run/docker.sock"))
                        .isEqualTo(service.getKey().equals("socket-proxy"));
            });
            assertThat(services.at("/notifier/secrets").findValuesAsText("source"))
                    .containsExactly("lastwords-slack-webhook-url", "lastwords-smtp-url");
        }
        // older clients only know how to deploy it
        if (Docker.run("stack", "config", "--help").exitCode() == 0) {
            var builder = new ProcessBuilder("docker", "stack", "config", "-c", STACK).directory(ROOT.toFile());
            builder.environment().put("LASTWORDS_BOOTSTRAP_SERVERS", "kafka-1:9092");
            Command.run(builder).orFail();
        }
    }

    private static boolean mounts(JsonNode service, String source) {
        return service.path("volumes").findValuesAsText("source").contains(source);
    }

    @Test
    void theProxyAnswersAtItsSocketAndLetsOnlyReadingThrough() throws IOException {
        var sockets = Files.createDirectory(folder.resolve("sockets"));
        try (var compose = new Compose(folder, STACK, OVERRIDE.replace("FOLDER", sockets.toString()))
                .with("LASTWORDS_BOOTSTRAP_SERVERS", "kafka-1:9092")) {
            compose.run("up", "-d", "socket-proxy").orFail();
            var socket = sockets.resolve("docker.sock");
            await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(socket));

            assertThat(List.of("GET /info", "GET /containers/json"))
                    .allSatisfy(request -> assertThat(ask(socket, request)).startsWith("HTTP/1.1 200 "));
            assertThat(List.of("POST /containers/create", "DELETE /containers/x", "GET /secrets"))
                    .allSatisfy(request -> assertThat(ask(socket, request)).startsWith("HTTP/1.1 403 "));

            compose.run("restart", "--timeout", "2", "socket-proxy").orFail();
            await().atMost(Duration.ofSeconds(60))
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .until(() -> ask(socket, "GET /info").startsWith("HTTP/1.1 200 "));
        }
    }

    private static String ask(Path socket, String request) throws IOException {
        try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            channel.write(ByteBuffer.wrap(
                    (request + " HTTP/1.1\r\nHost: docker\r\nConnection: close\r\n\r\n").getBytes(US_ASCII)));
            return new String(Channels.newInputStream(channel).readNBytes(64), US_ASCII);
        }
    }
}
