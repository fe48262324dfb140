package io.lastwords.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.cli.kafka.SecuredKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SASL/SCRAM over TLS, against a real broker: whatever makes a Kafka client must have the user's settings. */
class SecuredKafkaIT {
    private static final List<List<String>> COMMANDS = List.of(
            List.of("collect"),
            List.of("analyze"),
            List.of("notify"),
            List.of("watch"),
            List.of("topics"),
            List.of("incidents"),
            List.of("silence", "list"));

    @TempDir
    private static Path folder;

    private static SecuredKafka kafka;

    private final Shell shell = new Shell();

    @BeforeAll
    static void start() throws Exception {
        kafka = SecuredKafka.start(folder);
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void everyServiceAndEveryCommandGetsIn() throws Exception {
        var config = config(SecuredKafka.PASSWORD, kafka.certificate().toString());
        try (var engine = EmptyEngine.start("secured");
                var collect = running(config, "collect", "--docker-host", engine.address());
                var analyze = running(config, "analyze");
                var notify = running(config, "notify")) {
            collect.says("collecting from 0 containers on secured");
            analyze.says("analyzing");
            notify.says("notices go to ops");

            assertThat(lastwords(config, "topics")).as(shell.err()).isZero();
            assertThat(lastwords(config, "silence", "add", "host=secured", "--for", "1h"))
                    .as(shell.err())
                    .isZero();
            assertThat(lastwords(config, "silence", "list")).as(shell.err()).isZero();
            assertThat(lastwords(config, "incidents")).as(shell.err()).isZero();
            assertThat(shell.out()).contains("host=secured");

            assertThat(collect.said()).hasLineCount(1);
            assertThat(analyze.said()).hasLineCount(1);
            assertThat(notify.said()).hasLineCount(1);
        }
    }

    @Test
    void watchUsesItAsWell() throws Exception {
        try (var engine = EmptyEngine.start("watched");
                var watch = running(
                        config(SecuredKafka.PASSWORD, kafka.certificate().toString()),
                        "watch",
                        "--docker-host",
                        engine.address())) {
            watch.says("watching 0 containers on watched, Kafka on " + kafka.bootstrapServers());
        }
    }

    @Test
    void aWrongPasswordGetsOneLineAndStatusOne() throws Exception {
        var config = config("wrong", kafka.certificate().toString());
        for (var command : COMMANDS) {
            assertThat(lastwords(config, command.toArray(String[]::new)))
                    .as("%s", command)
                    .isEqualTo(1);
            assertThat(shell.err())
                    .as("%s", command)
                    .startsWith("lastwords: Kafka at " + kafka.bootstrapServers()
                            + " refuses the user or the password (Authentication failed")
                    .endsWith("): check kafka.sasl.mechanism and kafka.sasl.jaas.config\n")
                    .hasLineCount(1);
            shell.forgetErr();
        }
    }

    @Test
    void saysInOneLineWhatElseIsWrongWithTheConnection() throws Exception {
        assertThat(lastwords(config(SecuredKafka.PASSWORD, ""), "topics")).isEqualTo(1);
        assertThat(lastwords(
                        config(
                                SecuredKafka.PASSWORD,
                                folder.resolve("nowhere.pem").toString()),
                        "topics"))
                .isEqualTo(1);
        assertThat(lastwords(file("kafka:\n  bootstrap.servers: " + kafka.bootstrapServers()), "topics"))
                .isEqualTo(1);

        assertThat(shell.err().lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("lastwords: no TLS with Kafka at " + kafka.bootstrapServers())
                                .contains("check kafka.ssl.truststore.location"),
                        line -> assertThat(line)
                                .startsWith("lastwords: the kafka settings cannot be used:")
                                .contains("nowhere.pem"),
                        line -> assertThat(line)
                                .startsWith("lastwords: no Kafka answers at " + kafka.bootstrapServers())
                                .contains("kafka.security.protocol"));
    }

    private static Path config(String password, String certificate) throws IOException {
        return file("""
                kafka:
                  bootstrap.servers: %s
                  security.protocol: SASL_SSL
                  sasl.mechanism: SCRAM-SHA-512
                  sasl.jaas.config: >-
                    org.apache.kafka.common.security.scram.ScramLoginModule required
                    username="%s" password="%s";
                %sreceivers:
                  - name: ops
                    webhook:
                      url: http://127.0.0.1:9/
                """.formatted(
                        kafka.bootstrapServers(),
                        SecuredKafka.USER,
                        password,
                        certificate.isEmpty()
                                ? ""
                                : "  ssl.truststore.type: PEM\n  ssl.truststore.location: " + certificate + "\n"));
    }

    private static Path file(String yaml) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "lastwords", ".yaml"), yaml);
    }

    private static Running running(Path config, String... command) throws IOException {
        return Running.start(home(), with(config, command));
    }

    private int lastwords(Path config, String... command) throws IOException {
        return shell.run(home(), Clock.systemUTC(), with(config, command));
    }

    private static Map<String, String> home() throws IOException {
        return Map.of("HOME", Files.createTempDirectory(folder, "home").toString());
    }

    private static String[] with(Path config, String... command) {
        return Stream.concat(Stream.of(command), Stream.of("--config", config.toString()))
                .toArray(String[]::new);
    }
}
