package io.lastwords.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lastwords.e2e.stage.Container;
import io.lastwords.e2e.stage.Containers;
import io.lastwords.e2e.stage.Host;
import io.lastwords.e2e.stage.Images;
import io.lastwords.e2e.stage.SlackServer;
import io.lastwords.e2e.stage.Stage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;

/** The same broken image on many hosts: one notice, not one of each. */
final class FleetIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final List<String> SERVICE = List.of(
            "--restart",
            "unless-stopped",
            "--label",
            "com.docker.compose.project=shop",
            "--label",
            "com.docker.compose.service=backend",
            "--label",
            "com.docker.compose.container-number=1");

    private static final String BROKEN = "silent-binary";
    private static final String MENDED = "mended-binary";

    private final List<Host> hosts = IntStream.rangeClosed(1, 20)
            .mapToObj("node%02d"::formatted)
            .map(Host::start)
            .toList();

    private final Map<Host, Container> running = new HashMap<>();

    @Test
    void oneBrokenImageOnElevenOfTwentyHostsIsOneNoticeThatGrowsAndEndsOnce() throws Exception {
        var file = Files.createTempFile("lastwords", ".yaml");
        Files.writeString(file, "route: {groupWait: 5s, groupInterval: 10s}\n");
        try (var stage = Stage.open().recoverAfter(Duration.ofSeconds(5)).with("LASTWORDS_EXAMINE_THROWAWAY", "true")) {
            hosts.subList(11, 20).forEach(host -> run(stage.containers(), host, MENDED));
            stage.launch(arguments(file)).awaitReady();
            hosts.subList(0, 11).forEach(host -> run(stage.containers(), host, BROKEN));
            awaitNotice(stage.slack(), "on 11 hosts: stub-binary");

            hosts.subList(11, 14).forEach(host -> run(stage.containers(), host, BROKEN));
            awaitNotice(stage.slack(), "on 14 hosts: stub-binary");

            hosts.subList(0, 14).forEach(host -> run(stage.containers(), host, MENDED));
            awaitNotice(stage.slack(), "has recovered on all hosts");
            System.out.println(String.join("\n", titles(stage.slack())));

            var titles = titles(stage.slack());
            assertThat(titles.stream().filter(title -> title.contains(" hosts")))
                    .as("one opening, one update, one end; where hosts come or go slowly, one more for each while")
                    .hasSizeBetween(3, 8);
            assertThat(titles.stream().filter(title -> !title.contains(" hosts")))
                    .as("the first member alone, and its better cause")
                    .hasSizeBetween(0, 3);
            assertThat(stage.slack().violations()).isEmpty();
        } finally {
            hosts.forEach(Host::close);
            Files.delete(file);
        }
    }

    private String[] arguments(Path configuration) {
        var arguments = new ArrayList<>(List.of("--config", configuration.toString()));
        hosts.forEach(host -> arguments.addAll(List.of("--docker-host", host.address())));
        return arguments.toArray(String[]::new);
    }

    /** A deployment: the image under the tag of the service, in place of what runs there. */
    private void run(Containers containers, Host host, String image) {
        var before = running.remove(host);
        if (before != null) {
            containers.remove(before);
        }
        var options = new ArrayList<>(host.options());
        options.addAll(SERVICE);
        running.put(host, containers.start("backend-" + host.name(), options, Images.image(image)));
    }

    private static void awaitNotice(SlackServer slack, String words) {
        try {
            await().atMost(PATIENCE)
                    .until(() ->
                            slack.posts().stream().anyMatch(post -> post.text().contains(words)));
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("'" + words + "' is not among\n" + String.join("\n", titles(slack)), e);
        }
    }

    private static List<String> titles(SlackServer slack) {
        return slack.posts().stream()
                .map(post -> post.message().path("text").asText())
                .toList();
    }
}
