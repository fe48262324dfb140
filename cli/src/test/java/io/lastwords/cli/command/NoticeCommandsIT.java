package io.lastwords.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.cli.kafka.DataDirectory;
import io.lastwords.cli.kafka.EmbeddedKafka;
import io.lastwords.cli.kafka.TopicSetup;
import io.lastwords.cli.terminal.Screen;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that answer a notice, against a real Kafka. */
class NoticeCommandsIT {
    private static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private DataDirectory data;
    private EmbeddedKafka kafka;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        data = DataDirectory.take(folder);
        kafka = EmbeddedKafka.start(data, 0);
        TopicSetup.ensure(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }

    @AfterEach
    void stop() {
        kafka.close();
        data.close();
    }

    @Test
    void aSilenceIsMadeListedAndEnded() {
        assertThat(lastwords("silence", "list")).isZero();
        assertThat(text(err)).isEqualTo("nothing is silenced\n");

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
        assertThat(text(out))
                .startsWith(
                        "silenced until 2026-11-21 05:00:00 UTC: workload=host1/shop/* cause=stub-binary (to end it:"
                                + " ./lastwords silence expire ");
        var id = text(out).replaceAll("(?s).* expire ([0-9a-f]{8})\\).*", "$1");

        out.reset();
        assertThat(lastwords("silence", "list")).isZero();
        assertThat(text(out))
                .isEqualTo(id + "  until 2026-11-21 05:00:00 UTC  workload=host1/shop/* cause=stub-binary, by ada:"
                        + " known\n");

        clock = Clock.offset(clock, Duration.ofMinutes(5));
        out.reset();
        assertThat(lastwords("silence", "expire", id)).isZero();
        assertThat(lastwords("silence", "expire", id)).isZero();
        assertThat(lastwords("silence", "list")).isZero();
        assertThat(lastwords("silence", "list", "--all", "--json")).isZero();
        assertThat(text(out).lines())
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
        assertThat(text(err).lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("'name=x' cannot be matched: there is no field 'name'"),
                        line -> assertThat(line).contains("'host' is no matcher: it must look like workload=NAME"),
                        line -> assertThat(line).contains("--for: 'soon' is no duration"));
        err.reset();

        assertThat(lastwords("silence", "expire", "0000")).isEqualTo(1);
        assertThat(text(err)).isEqualTo("lastwords: there is no silence 0000 (see ./lastwords silence list)\n");
        assertThat(text(out)).isEmpty();
    }

    private int lastwords(String... arguments) {
        var context = new Context(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of("HOME", "/nonexistent", "USER", "ada"),
                new Screen(80, false),
                clock);
        var all = Stream.concat(Stream.of(arguments), Stream.of("--bootstrap-servers", kafka.bootstrapServers()))
                .toArray(String[]::new);
        return new Lastwords(context).run(all);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
