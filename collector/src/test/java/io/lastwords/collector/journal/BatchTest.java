package io.lastwords.collector.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.model.journal.Gap;
import io.lastwords.model.journal.JournalEvent;
import io.lastwords.model.journal.LogChunk;
import io.lastwords.model.journal.LogLine;
import io.lastwords.model.journal.Origin;
import io.lastwords.model.journal.OutOfMemory;
import io.lastwords.model.topic.Json;
import io.lastwords.model.topic.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class BatchTest {
    private static final Origin ORIGIN = new Origin("h", "e", "h/api", "c1");
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private static Outbox.Records entry(Outgoing... records) {
        return new Outbox.Records(List.of(records), 10);
    }

    private static Outgoing event(int second) {
        return Outgoing.of(new OutOfMemory(ORIGIN, NOON.plusSeconds(second)));
    }

    private static Outgoing done(int second) {
        return Outgoing.of(LogProgress.done("e", "c1", NOON.plusSeconds(second)));
    }

    @Test
    void writesOnlyTheLastPositionOfAContainerAndAllItsRecords() throws Exception {
        var first = event(1);
        var second = event(2);
        var last = done(2);
        var outbox = new Outbox(1000);
        outbox.put(entry(first, done(1)));
        outbox.put(entry(second, last));
        var batch = Batch.takeFrom(outbox);

        assertThat(batch.outgoing()).containsExactly(first, second, last);
        assertThat(outbox.peek()).isNull();
    }

    @Test
    void forgetsAfterwardsWhatWasWrittenBefore() throws Exception {
        var outbox = new Outbox(1000);
        outbox.put(entry(done(1)));
        outbox.put(entry(Outgoing.tombstone("e/c1/log")));

        assertThat(Batch.takeFrom(outbox).outgoing()).containsExactly(Outgoing.tombstone("e/c1/log"));
    }

    @Test
    void keepsAMarkThatComesWhileTheOneBeforeIsTaken() throws Exception {
        var first = new Outbox.Mark(new EventMark(NOON, "first"));
        var second = new Outbox.Mark(new EventMark(NOON.plusSeconds(1), "second"));
        var outbox = new Outbox(1000);
        outbox.offer(first);
        assertThat(outbox.peek()).isEqualTo(first);
        outbox.offer(second);
        outbox.remove();

        assertThat(outbox.peek()).isEqualTo(second);
    }

    @Test
    @Timeout(30)
    void leavesForTheNextWhatHasNoRoom() throws Exception {
        var outbox = new Outbox(100L << 20);
        byte[] large = new byte[900_000];
        for (int i = 0; i < 10; i++) {
            outbox.put(entry(new Outgoing(Topics.JOURNAL, "k" + i, large)));
        }
        int first = Batch.takeFrom(outbox).outgoing().size();
        outbox.gather(60_000, 60_000); // does not wait: it may have asked for room
        int second = Batch.takeFrom(outbox).outgoing().size();

        assertThat(first).isEqualTo(7);
        assertThat(second).isEqualTo(3);
    }

    @Test
    void makesAGapOfARecordThatKafkaWouldNeverTake() throws Exception {
        var line =
                new LogLine(LogLine.Stream.STDOUT, NOON, "x".repeat(2_000_000), null, 2_000_001, false, false, false);
        var endless = new LogChunk(ORIGIN, NOON, NOON, List.of(line));
        var event = Json.read(Objects.requireNonNull(Outgoing.of(endless).value()), JournalEvent.class);

        assertThat(event)
                .isInstanceOfSatisfying(
                        Gap.class, gap -> assertThat(gap.bytes()).isGreaterThan(2_000_000));
    }
}
