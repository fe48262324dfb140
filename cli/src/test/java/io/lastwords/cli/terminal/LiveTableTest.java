package io.lastwords.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.model.diagnosis.Diagnosis;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LiveTableTest {
    private static final String ENTER = "\u001b[?1049h\u001b[?25l";
    private static final String LEAVE = "\u001b[?25h\u001b[?1049l";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final AtomicLong nanos = new AtomicLong();
    private Window window = new Window(90, 8);
    private final LiveTable table = new LiveTable(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            false,
            () -> window,
            Clock.fixed(Instant.parse("2026-11-21T03:00:00Z"), ZoneOffset.UTC),
            nanos::get,
            incident -> !incident.causes().getFirst().cause().equals("stub-binary"));

    @Test
    void drawsInPlaceWhatHasChanged() {
        table.accept(incident("aa", 1, "aborted"));
        table.tick(true);
        assertThat(drawn()).startsWith(ENTER + "\u001b[HID  ").contains("aborted", "1 open");

        table.accept(incident("aa", 2, "disk-full"));
        table.tick(true);
        assertThat(drawn()).startsWith("\u001b[HID  ").contains("disk-full").doesNotContain("aborted", ENTER);
    }

    @Test
    void drawsNothingWhereNothingHasChangedWithinASecond() {
        table.tick(true);
        drawn();

        table.tick(true);
        assertThat(drawn()).isEmpty();
        nanos.addAndGet(1_000_000_000);
        table.tick(true);
        assertThat(drawn()).contains("0 open");
    }

    @Test
    void saysWhereNoKafkaAnswers() {
        table.accept(incident("aa", 1, "aborted"));
        table.tick(true);
        assertThat(drawn()).doesNotContain("Kafka");
        nanos.addAndGet(2_000_000_000);
        table.tick(false);
        assertThat(drawn()).as("a broker may restart").doesNotContain("Kafka");

        nanos.addAndGet(3_000_000_000L);
        table.tick(false);
        assertThat(drawn()).contains("aborted", "1 open · no Kafka answers for 5 s · Ctrl-C ends");

        nanos.addAndGet(1_000_000_000);
        table.tick(true);
        assertThat(drawn()).doesNotContain("Kafka");
    }

    @Test
    void keepsTheNewerRevisionAndWhatIsAskedFor() {
        table.accept(incident("aa", 2, "aborted"));
        table.accept(incident("aa", 1, "disk-full"));
        table.accept(incident("bb", 1, "stub-binary"));
        table.skip();
        table.tick(true);

        assertThat(drawn()).contains("aborted", "1 open", "1 record skipped").doesNotContain("disk-full", "stub");
    }

    @Test
    void neverScrolls() {
        for (int i = 10; i < 40; i++) {
            table.accept(incident("incident" + i, 1, "aborted"));
        }
        table.tick(true);
        var drawn = drawn();
        assertThat(drawn.split("\r\n", -1)).hasSize(8);
        assertThat(drawn).contains("30 open · no room for 25");

        window = new Window(90, 40);
        nanos.addAndGet(1_000_000_000);
        table.tick(true);
        assertThat(drawn().split("\r\n", -1)).hasSize(33);
    }

    @Test
    void hasRoomForWhatIsOpenBeforeWhatIsOver() {
        table.accept(incident("zz", 1, "aborted"));
        for (int i = 10; i < 40; i++) {
            table.accept(Diagnoses.resolved(1, "disk-full").withIncident("incident" + i));
        }
        table.tick(true);

        assertThat(drawn()).contains("zz", "1 open · no room for 26");
    }

    @Test
    void givesTheTerminalBackWithTheLastTableOnIt() {
        table.accept(incident("aa", 1, "aborted"));
        table.tick(true);
        drawn();

        table.close();
        table.close();
        table.tick(true);

        assertThat(drawn())
                .startsWith(LEAVE + "ID  ")
                .contains("aborted")
                .endsWith("\n")
                .doesNotContain("Ctrl-C");
    }

    @Test
    void leavesATerminalAloneThatItNeverDrewOn() {
        table.close();

        assertThat(drawn()).isEmpty();
    }

    @Test
    void readsWhatTheTerminalSaysOfItsSize() {
        assertThat(Window.parse("24 80\n")).contains(new Window(80, 24));
        assertThat(Window.parse("0 0\n")).isEmpty();
        assertThat(Window.parse("stty: no\n")).isEmpty();
    }

    private static Diagnosis incident(String id, int revision, String cause) {
        return Diagnoses.open(revision, cause, true).withIncident(id);
    }

    private String drawn() {
        var text = out.toString(StandardCharsets.UTF_8);
        out.reset();
        return text;
    }
}
