package io.lastwords.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lastwords.cli.kafka.Broker;
import io.lastwords.cli.kafka.TopicTable;
import io.lastwords.model.topic.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several engines from one process, into a real Kafka. */
class SeveralEnginesIT {
    @TempDir
    private Path folder;

    private Broker kafka;

    @BeforeEach
    void start() throws Exception {
        kafka = Broker.start(folder.resolve("broker"));
    }

    @AfterEach
    void stop() {
        kafka.close();
    }

    @Test
    void eachHasACollectorOfItsOwnAndOneThatIsDownHoldsUpNone() throws Exception {
        int later = freePort();
        try (var first = EmptyEngine.start("first");
                var second = EmptyEngine.start("second");
                var collect = collect(first.address(), "tcp://127.0.0.1:" + later, second.address())) {
            collect.says("collecting from 0 containers on ");
            assertThat(collect.said().lines())
                    .satisfiesExactly(
                            line -> assertThat(line)
                                    .startsWith("lastwords: no Docker engine answers at tcp://127.0.0.1:" + later)
                                    .endsWith("; the others are watched, and it is tried again"),
                            line -> assertThat(line).contains("first", "second").doesNotContain("third"));
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> writers().equals(List.of("id-of-first", "id-of-second")));

            try (var third = EmptyEngine.start("third", later)) {
                collect.says("watching 0 containers on third as well");
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> writers().equals(List.of("id-of-first", "id-of-second", "id-of-third")));
                assertThat(third.port()).isEqualTo(later);
                assertThat(collect.said()).hasLineCount(3);
            }
        }
    }

    @Test
    void listsMayComeFromTheVariableAndTheFile() throws Exception {
        try (var first = EmptyEngine.start("first");
                var second = EmptyEngine.start("second")) {
            var addresses = List.of(first.address(), second.address());
            try (var collect = running(Map.of("LASTWORDS_DOCKER_HOST", String.join(", ", addresses)))) {
                collect.says("collecting from 0 containers on ");
                assertThat(collect.said()).contains("first", "second");
            }
            var file = Files.writeString(
                    folder.resolve("lastwords.yaml"), "dockerHost: [" + String.join(", ", addresses) + "]\n");
            try (var collect = running(Map.of("LASTWORDS_CONFIG", file.toString()))) {
                collect.says("collecting from 0 containers on ");
                assertThat(collect.said()).contains("first", "second");
            }
        }
    }

    @Test
    void saysThatNoneAnswers() throws Exception {
        try (var collect = collect("tcp://127.0.0.1:" + freePort(), "unix:///nowhere/docker.sock")) {
            collect.says("none of the 2 Docker engines answers");
            assertThat(collect.said().lines())
                    .hasSize(3)
                    .anySatisfy(line -> assertThat(line).contains("no Docker engine answers at tcp://127.0.0.1"))
                    .anySatisfy(line -> assertThat(line).contains("there is no socket /nowhere/docker.sock"));
        }
    }

    @Test
    void refusesTwoOfOneNameAndOneUnderTwoAddresses() throws Exception {
        try (var one = EmptyEngine.start("one");
                var namesake = EmptyEngine.start("one", 0, "another");
                var collect = collect(one.address(), namesake.address())) {
            collect.says("are both called 'one': watch one of them by another lastwords, with --host-name");
        }
        try (var one = EmptyEngine.start("one");
                var collect = collect(one.address(), one.address().replace("127.0.0.1", "localhost"))) {
            collect.says("are the same Docker engine: leave one of them out");
        }
    }

    @Test
    void takesOneNameForOneEngineOnly() throws Exception {
        try (var collect = Running.start(
                Map.of("HOME", folder.toString()),
                "collect",
                "--bootstrap-servers",
                kafka.bootstrapServers(),
                "--docker-host",
                "tcp://a:2375",
                "--docker-host",
                "tcp://b:2375",
                "--docker-host",
                "tcp://a:2375",
                "--host-name",
                "web")) {
            collect.says(
                    "--host-name: hostName: 'web' is one name for 3 engines: leave it out, and each goes by its own");
            assertThat(collect.said())
                    .contains("--docker-host: dockerHost: 'tcp://a:2375' is there twice")
                    .hasLineCount(2);
        }
    }

    /** The engines whose positions are in the topic, in order. */
    private List<String> writers() throws Exception {
        return new TopicTable(kafka.client(), Topics.POSITIONS)
                .read().keySet().stream()
                        .map(key -> key.substring(0, key.indexOf('/')))
                        .distinct()
                        .sorted()
                        .toList();
    }

    private Running collect(String... engines) {
        var arguments = new ArrayList<String>();
        for (var engine : engines) {
            arguments.addAll(List.of("--docker-host", engine));
        }
        return running(Map.of(), arguments.toArray(String[]::new));
    }

    private Running running(Map<String, String> environment, String... more) {
        var arguments = new ArrayList<>(List.of("collect", "--bootstrap-servers", kafka.bootstrapServers()));
        arguments.addAll(List.of(more));
        var all = new HashMap<>(environment);
        all.put("HOME", folder.toString());
        return Running.start(all, arguments.toArray(String[]::new));
    }

    private static int freePort() throws IOException {
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
