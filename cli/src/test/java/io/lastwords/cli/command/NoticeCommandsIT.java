package io.lastwords.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.cli.kafka.Broker;
import io.lastwords.cli.kafka.TopicTable;
import io.lastwords.model.diagnosis.Delivery;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.diagnosis.Verdict;
import io.lastwords.model.topic.Json;
import io.lastwords.model.topic.Topics;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that answer a notice, against a real Kafka. */
class NoticeCommandsIT {
    private static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");

    private final Shell shell = new Shell();
    private Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private Broker kafka;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        kafka = Broker.withTopics(folder);
    }

    @AfterEach
    void stop() {
        kafka.close();
    }

    @Test
    void aSilenceIsMadeListedAndEnded() {
        assertThat(lastwords("silence", "list")).isZero();
        assertThat(shell.err()).isEqualTo("nothing is silenced\n");

        assertThat(lastwords(
                        "silence",
                        "add",
                        "workload=host1/shop/*",
                        "cause=stub-binary",
                        "--for",
                        "2h",
                        "--comment",
                        "known"))
                .isZero();
        assertThat(shell.out())
                .startsWith(
                        "silenced until 2026-11-21 05:00:00 UTC: workload=host1/shop/* cause=stub-binary (to end it:"
                                + " ./lastwords silence expire ");
        var id = shell.out().replaceAll("(?s).* expire ([0-9a-f]{8})\\).*", "$1");

        shell.forgetOut();
        assertThat(lastwords("silence", "list")).isZero();
        assertThat(shell.out())
                .isEqualTo(id + "  until 2026-11-21 05:00:00 UTC  workload=host1/shop/* cause=stub-binary, by ada:"
                        + " known\n");

        clock = Clock.offset(clock, Duration.ofMinutes(5));
        shell.forgetOut();
        assertThat(lastwords("silence", "expire", id)).isZero();
        assertThat(lastwords("silence", "expire", id)).isZero();
        assertThat(lastwords("silence", "list")).isZero();
        assertThat(lastwords("silence", "list", "--all", "--json")).isZero();
        assertThat(shell.out().lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .isEqualTo("no longer silenced: workload=host1/shop/* cause=stub-binary"),
                        line -> assertThat(line).isEqualTo("it was over already: " + id),
                        line -> assertThat(line).contains("\"endsAt\":\"2026-11-21T03:05:00.000000000Z\""));
    }

    @Test
    void saysEverythingThatIsWrongWithASilence() {
        assertThat(lastwords("silence", "add", "name=x", "host", "--for", "soon"))
                .isEqualTo(2);
        assertThat(shell.err().lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("'name=x' cannot be matched: there is no field 'name'"),
                        line -> assertThat(line).contains("'host' is no matcher: it must look like workload=NAME"),
                        line -> assertThat(line).contains("--for: 'soon' is no duration"));
        shell.forgetErr();

        assertThat(lastwords("silence", "add", "host=web-1", "--for", "9999999d"))
                .isEqualTo(2);
        assertThat(shell.err()).contains("--for: '9999999d' is too long");
        shell.forgetErr();

        assertThat(lastwords("silence", "expire", "0000")).isEqualTo(1);
        assertThat(shell.err()).isEqualTo("lastwords: there is no silence 0000 (see ./lastwords silence list)\n");
        assertThat(shell.out()).isEmpty();
    }

    @Test
    void incidentsAreListedShownAndSaidToBeWrong() throws Exception {
        assertThat(lastwords("incidents")).isZero();
        assertThat(shell.err()).isEqualTo("there is no incident\n");
        shell.forgetErr();
        write("i-1a", 1, "stub-binary");
        write("i-1b", 1, "stub-binary");
        write("i-1a", 2, "out-of-memory");

        assertThat(lastwords("incidents")).isZero();
        assertThat(shell.out().lines())
                .containsExactly(
                        "ID    SINCE                    STATUS  CAUSE          CONFIDENCE  DEATHS  HOST  WORKLOAD",
                        "i-1a  2026-11-21 02:00:00 UTC  open    out-of-memory        97 %       7  h     web",
                        "i-1b  2026-11-21 02:00:00 UTC  open    stub-binary          97 %       7  h     web");
        shell.forgetOut();
        for (var filter : List.of("--cause=stub-binary", "--cause=out-of-memory")) {
            assertThat(lastwords("incidents", "--json", "--workload=we?", "--host=h", "--open", "--since=1d", filter))
                    .isZero();
        }
        assertThat(shell.out().lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("\"incident\":\"i-1b\""),
                        line -> assertThat(line).contains("\"incident\":\"i-1a\",\"revision\":2"));
        assertThat(lastwords("incidents", "--workload", "h/db")).isZero();
        assertThat(shell.err()).isEqualTo("there is no such incident\n");
        shell.forgetErr();
        shell.forgetOut();
        assertThat(lastwords("incidents", "i-1b")).isZero();
        assertThat(shell.out()).contains("stub-binary", "docker compose build").doesNotContain("notice ");
        var delivery = new Delivery(
                1,
                "ops",
                "i-1b",
                1,
                Delivery.Notice.OPENED,
                "stub-binary",
                Diagnosis.Status.OPEN,
                Delivery.Outcome.DELIVERED,
                null,
                NOW,
                "",
                "",
                1,
                null);
        new TopicTable(kafka.client(), Topics.DELIVERIES).write(delivery.key(), Json.bytes(delivery));
        assertThat(lastwords("incidents", "i-1b")).isZero();
        assertThat(shell.out()).contains("03:00:00  notice    ops: opened, delivered\n");
        shell.forgetOut();
        assertThat(lastwords("incidents", "i-1b", "--json")).isZero();
        assertThat(shell.out()).startsWith("{\"schema\":1,").hasLineCount(1);

        shell.forgetOut();
        assertThat(lastwords("incidents", "i-1b", "--wrong", "stub-binary", "--really", "stale-image"))
                .isZero();
        assertThat(shell.out()).isEqualTo("noted: the cause of i-1b was not stub-binary, but stale-image\n");
        var verdicts = new TopicTable(kafka.client(), Topics.VERDICTS).read();
        assertThat(verdicts).containsOnlyKeys("i-1b");
        assertThat(Json.read(verdicts.getOrDefault("i-1b", new byte[0]), Verdict.class))
                .isEqualTo(new Verdict(1, "i-1b", 1, "stub-binary", "stale-image", "ada", "", NOW));
        assertThat(shell.err()).isEmpty();

        assertThat(lastwords("incidents", "i-1", "--wrong", "stub-binary")).isEqualTo(1);
        assertThat(lastwords("incidents", "i-2")).isEqualTo(1);
        assertThat(lastwords("incidents", "i-1b", "--wrong", "stub-binray")).isEqualTo(2);
        assertThat(lastwords("incidents", "--wrong", "stub-binary")).isEqualTo(2);
        assertThat(shell.err().lines())
                .containsExactly(
                        "lastwords: 2 incidents begin with i-1: give more of it",
                        "lastwords: there is no incident i-2 (see ./lastwords incidents)",
                        "lastwords: --wrong: 'stub-binray' is no cause; did you mean 'stub-binary'?",
                        "lastwords: --wrong: needs the incident's ID (see ./lastwords incidents)");
    }

    @Test
    void theTableOfIncidentsIsKeptUpToDate() throws Exception {
        write("i-1a", 1, "stub-binary");
        try (var table =
                Running.onTerminal(Map.of(), "incidents", "--watch", "--bootstrap-servers", kafka.bootstrapServers())) {
            table.shows("stub-binary");
            write("i-1a", 2, "out-of-memory");
            table.shows("out-of-memory");
            write("i-1b", 1, "stub-binary");
            table.shows("2 open");

            kafka.close();
            table.shows("2 open · no Kafka answers for 3 s");
        }
    }

    private void write(String incident, int revision, String cause) throws Exception {
        var opened = Instant.parse("2026-11-21T02:00:00Z");
        var diagnosis = new Diagnosis(
                1,
                Diagnosis.Scope.WORKLOAD,
                incident,
                revision,
                Diagnosis.Status.OPEN,
                null,
                Diagnosis.Severity.CRITICAL,
                new Diagnosis.Workload("h/web", "h", "c", "web", "web:1", "sha256:1", null, null, Map.of()),
                List.of("restart-loop"),
                List.of(new Diagnosis.Cause(
                        cause, 0.97, "a summary", List.of("a proof"), List.of("docker compose build"))),
                List.of(),
                new Diagnosis.Runs(7, Map.of(0, 7), opened, opened, 21),
                List.of(),
                true,
                opened,
                opened,
                null,
                null);
        new TopicTable(kafka.client(), Topics.DIAGNOSES).write(incident, Json.bytes(diagnosis));
    }

    private int lastwords(String... arguments) {
        var all = Stream.concat(Stream.of(arguments), Stream.of("--bootstrap-servers", kafka.bootstrapServers()))
                .toArray(String[]::new);
        return shell.run(Map.of("HOME", "/nonexistent", "USER", "ada"), clock, all);
    }
}
