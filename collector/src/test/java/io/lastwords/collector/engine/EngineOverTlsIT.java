package io.lastwords.collector.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lastwords.collector.Bedside;
import io.lastwords.collector.EngineUnavailableException;
import io.lastwords.model.journal.Examined;
import io.lastwords.model.journal.LogChunk;
import io.lastwords.model.journal.LogLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real engine over TLS on both sides: asked, listened to, and its logs and files read. */
class EngineOverTlsIT {
    private static final Path SOCKET = Path.of("/var/run/docker.sock");

    private final String container = "lw-tls-" + UUID.randomUUID().toString().substring(0, 8);

    @TempDir
    Path folder;

    private TlsFront front;

    @BeforeEach
    void start() throws Exception {
        boolean there = Files.exists(SOCKET) && docker("image", "inspect", "busybox:latest") == 0;
        Assumptions.assumeTrue(
                there || Boolean.parseBoolean(System.getenv("LASTWORDS_REQUIRE_DOCKER")), "no Docker engine answers");
        assertThat(there).as("a Docker engine with busybox:latest answers").isTrue();
        front = TlsFront.start(folder, SOCKET);
    }

    @AfterEach
    void stop() throws Exception {
        if (front != null) {
            front.close();
        }
        docker("rm", "-f", "-v", container);
    }

    @Test
    void tellsAContainersWholeStory() throws Exception {
        assertThat(docker(
                        "run",
                        "--network=none",
                        "--name",
                        container,
                        "busybox:latest",
                        "sh",
                        "-c",
                        "echo over TLS; exit 3"))
                .isEqualTo(3);

        try (var bedside = bedside(folder.resolve("client"))) {
            var story = bedside.story(container, null).orElseThrow();

            assertThat(story.stream()
                            .filter(LogChunk.class::isInstance)
                            .flatMap(chunk -> ((LogChunk) chunk).lines().stream())
                            .map(LogLine::text))
                    .containsExactly("over TLS");
            assertThat(story.stream().filter(Examined.class::isInstance).map(event -> ((Examined) event).facts()))
                    .singleElement()
                    .satisfies(facts -> assertThat(facts.files()).isNotEmpty());
        }
    }

    @Test
    void hearsEventsAndCanBeEndedWhileItWaitsForOne() throws Exception {
        try (var engine =
                Engine.connect(front.address(), folder.resolve("client"), Clock.systemUTC(), (a, b, c) -> null)) {
            var feed = engine.events(engine.now());
            docker("create", "--network=none", "--name", container, "busybox:latest", "true");
            var event = feed.next();
            while (event != null && !event.toString().contains(container)) {
                event = feed.next(); // somebody else's
            }
            assertThat(event).isNotNull();

            var waiting = CompletableFuture.supplyAsync(() -> untilTheEnd(feed));
            feed.close();
            assertThat(waiting.get(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void saysInOneLineWhatIsWrongWithTheCertificates() throws Exception {
        var strangers = Files.createDirectories(folder.resolve("strangers"));
        TlsFront.make(strangers);
        refused("unable to find valid certification path", strangers);

        Files.copy(folder.resolve("client/ca.pem"), strangers.resolve("ca.pem"));
        refused("certificates in --docker-cert-path are those of this engine", strangers);

        refused("listens there without TLS (else give --docker-cert-path)", null);
    }

    private void refused(String reason, @Nullable Path certificates) {
        assertThatThrownBy(() -> bedside(certificates))
                .isInstanceOf(EngineUnavailableException.class)
                .hasMessageStartingWith("no Docker engine answers at " + front.address())
                .hasMessageContaining(reason)
                .hasMessageNotContaining("\n");
    }

    private Bedside bedside(@Nullable Path certificates) throws EngineUnavailableException {
        return Bedside.at(front.address(), certificates, "it", List.of(), null, Clock.systemUTC());
    }

    private static boolean untilTheEnd(EventFeed feed) {
        try {
            while (feed.next() != null) {
                assertThat(feed).isNotNull();
            }
        } catch (IOException e) {
            return true; // closed under its hands
        }
        return true;
    }

    private static int docker(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var unused = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
