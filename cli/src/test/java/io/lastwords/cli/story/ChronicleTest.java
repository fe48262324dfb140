package io.lastwords.cli.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.cli.kafka.TopicRecord;
import io.lastwords.model.journal.Gap;
import io.lastwords.model.journal.Heartbeat;
import io.lastwords.model.journal.JournalEvent;
import io.lastwords.model.journal.Origin;
import io.lastwords.model.journal.OutOfMemory;
import io.lastwords.model.journal.RunEnded;
import io.lastwords.model.topic.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ChronicleTest {
    private static final Instant OPENED = Instant.parse("2026-11-21T02:00:00Z");
    private static final Origin ORIGIN = new Origin("web-1", "engine", "web-1/ledger", "c");

    @Test
    void tellsWhatHappenedToTheWorkloadWhileTheIncidentLasted() {
        var chronicle = new Chronicle("web-1/ledger", OPENED, OPENED.plusSeconds(60));

        take(chronicle, ended(-30, 0));
        take(chronicle, ended(0, 137));
        take(chronicle, new OutOfMemory(ORIGIN, OPENED.plusSeconds(1)));
        take(chronicle, new Heartbeat(ORIGIN, OPENED.plusSeconds(2)));
        take(chronicle, new Gap(ORIGIN, OPENED.plusSeconds(3), null, null, null, "the engine lost some"));
        take(chronicle, new OutOfMemory(new Origin("web-1", "engine", "web-1/mailer", "d"), OPENED.plusSeconds(4)));
        take(chronicle, ended(61, 0));

        assertThat(chronicle.happenings())
                .containsExactly(
                        new Happening.Died(OPENED, OPENED.minusSeconds(5), 137, false, ""),
                        new Happening.Noted(OPENED.plusSeconds(1), "the kernel killed a process for want of memory"),
                        new Happening.Noted(OPENED.plusSeconds(3), "missing in the journal: the engine lost some"));
    }

    @Test
    void tellsTwiceWrittenRecordsOnce() {
        var chronicle = new Chronicle("web-1/ledger", OPENED, null);

        take(chronicle, ended(0, 1));
        take(chronicle, ended(0, 1));

        assertThat(chronicle.happenings()).hasSize(1);
    }

    @Test
    void countsWhatCannotBeRead() {
        var chronicle = new Chronicle("web-1/ledger", OPENED, null);

        chronicle.take(new TopicRecord("web-1/ledger", "{".getBytes(StandardCharsets.UTF_8), OPENED, 0, 0));
        chronicle.take(new TopicRecord("web-1/ledger", null, OPENED, 0, 1));

        assertThat(chronicle.unreadable()).isEqualTo(1);
        assertThat(chronicle.happenings()).isEmpty();
    }

    @Test
    void aRunLivedFromItsStartToItsEnd() {
        assertThat(new Happening.Died(OPENED, OPENED.minusSeconds(5), 0, false, "").lived())
                .isEqualTo(Duration.ofSeconds(5));
        assertThat(new Happening.Died(OPENED, OPENED.plusSeconds(5), 0, false, "").lived())
                .isZero();
    }

    private static RunEnded ended(int second, int exitCode) {
        var end = OPENED.plusSeconds(second);
        return new RunEnded(ORIGIN, end, end.minusSeconds(5), exitCode, false, "", true);
    }

    private static void take(Chronicle chronicle, JournalEvent event) {
        chronicle.take(new TopicRecord(event.origin().workload(), Json.bytes(event), event.time(), 0, 0));
    }
}
