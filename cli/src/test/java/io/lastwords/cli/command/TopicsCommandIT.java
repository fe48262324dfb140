package io.lastwords.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.cli.kafka.Broker;
import io.lastwords.model.topic.Topics;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code topics} against a real Kafka. */
class TopicsCommandIT {
    private final Shell shell = new Shell();
    private Broker kafka;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        kafka = Broker.start(folder);
    }

    @AfterEach
    void stop() {
        kafka.close();
    }

    @Test
    void saysWhatIsMissingAndMakesItWhenItIsTold() {
        assertThat(topics()).isEqualTo(1);
        assertThat(shell.out().lines())
                .contains("breaks: lastwords.journal is missing", "lastwords.journal       missing");
        assertThat(shell.err()).isEqualTo("8 differ: ./lastwords topics --create makes what is missing\n");

        reset();
        assertThat(topics("--create", "--partitions", "3")).isZero();
        assertThat(shell.out())
                .startsWith("topic ")
                .containsPattern("lastwords.journal +3 +1 +delete +7d +5 GiB +1 +1048588\n")
                .containsPattern("lastwords.silences +3 +1 +compact +- +- +1 +1048588\n")
                .hasLineCount(9);
        assertThat(shell.err()).startsWith("made ").endsWith("all topics are as they should be\n");

        reset();
        assertThat(topics("--create", "--partitions", "4")).isZero();
        assertThat(shell.out())
                .contains("differs: lastwords.journal: partitions is 3, wanted is 4: Lastwords does not change that");
        assertThat(shell.err()).isEqualTo("8 differ, none so that it would break\n");
    }

    @Test
    void leavesWhatIsThereUntilItIsToldToAlterIt() throws Exception {
        make(Topics.SILENCES, Map.of("max.message.bytes", "100000"));
        make(Topics.JOURNAL, Map.of("retention.ms", "3600000", "message.timestamp.type", "LogAppendTime"));

        assertThat(topics("--create")).isEqualTo(1);
        assertThat(shell.out().lines())
                .contains(
                        "breaks: lastwords.silences: cleanup.policy is delete, wanted is compact: what still holds would"
                                + " be deleted by its age",
                        "breaks: lastwords.silences: max.message.bytes is 100000, wanted is 916384: a large record would"
                                + " be refused, and nothing behind it written",
                        "differs: lastwords.journal: retention.ms is 1h, wanted is 7d: the past is forgotten sooner");
        assertThat(shell.err())
                .endsWith(": ./lastwords topics --alter gives what is there the settings that are wanted\n");

        reset();
        assertThat(topics("--alter")).isZero();
        assertThat(shell.err()).contains("set cleanup.policy of lastwords.silences to compact\n");
        reset();
        assertThat(topics("--json")).isZero();
        assertThat(shell.out().lines())
                .hasSize(8)
                .allMatch(line -> line.endsWith("\"differences\":[]}"))
                .anySatisfy(line -> assertThat(line)
                        .contains("\"topic\":\"lastwords.silences\"", "\"cleanup.policy\":\"compact\""));
    }

    /** Without a leader the first batch comes after the second, and never gets in: in 1 of 12 rounds. */
    @Test
    void returnsWhenTheTopicsTakeRecords() throws Exception {
        assertThat(topics("--create", "--partitions", "24")).isZero();

        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "delivery.timeout.ms",
                20_000,
                "request.timeout.ms",
                5_000);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            var sent = new ArrayList<Future<RecordMetadata>>();
            for (int i = 0; i < 12_000; i++) {
                sent.add(producer.send(new ProducerRecord<>(Topics.JOURNAL, i % 24, "", "x".repeat(200))));
            }
            for (var one : sent) {
                assertThat(one.get().hasOffset()).isTrue();
            }
        }
    }

    @Test
    void saysInOneLineWhatKafkaRefuses() {
        assertThat(topics("--create", "--replication-factor", "3")).isEqualTo(1);
        assertThat(shell.err())
                .startsWith("lastwords: cannot use Kafka at 127.0.0.1:")
                .contains("replication factor");
        assertThat(shell.err()).hasLineCount(1);

        reset();
        assertThat(topics("--partitions", "0", "--replication-factor", "-1")).isEqualTo(2);
        assertThat(shell.err().lines())
                .containsExactly(
                        "lastwords: --partitions: '0' is no number of them: 1 at least",
                        "lastwords: --replication-factor: '-1' is no number of them: 1 at least");
    }

    private void make(String name, Map<String, String> settings) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(name, Optional.empty(), Optional.empty()).configs(settings)))
                    .all()
                    .get();
        }
    }

    private int topics(String... arguments) {
        var all = Stream.concat(
                        Stream.of("topics", "--bootstrap-servers", kafka.bootstrapServers()), Stream.of(arguments))
                .toArray(String[]::new);
        return shell.run(Map.of("HOME", "/nonexistent"), Clock.systemUTC(), all);
    }

    private void reset() {
        shell.forgetOut();
        shell.forgetErr();
    }
}
