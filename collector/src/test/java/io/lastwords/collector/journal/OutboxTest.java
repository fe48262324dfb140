package io.lastwords.collector.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OutboxTest {
    private static final long MINUTE = 60_000;

    private final Outbox outbox = new Outbox(1000);
    private final CountDownLatch gathered = new CountDownLatch(1);
    private Thread sender = Thread.ofVirtual().unstarted(() -> {});

    @AfterEach
    void end() throws InterruptedException {
        sender.interrupt();
        sender.join(Duration.ofSeconds(10));
    }

    private void gather(long recordsMillis, long linesMillis) {
        sender = Thread.ofPlatform().start(() -> {
            try {
                outbox.gather(recordsMillis, linesMillis);
                gathered.countDown();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        while (sender.getState() != Thread.State.TIMED_WAITING && gathered.getCount() > 0) {
            Thread.onSpinWait();
        }
    }

    private boolean isGathered() throws InterruptedException {
        return gathered.await(10, TimeUnit.SECONDS);
    }

    /** Like lines, no record: nobody waits for it. */
    private static Outbox.Mark mark(String event) {
        return new Outbox.Mark(new EventMark(Instant.EPOCH, event));
    }

    @Test
    void letsWhatIsNoRecordWaitUntilOneComes() throws Exception {
        outbox.offer(mark("one"));
        gather(1, MINUTE);
        outbox.offer(mark("two"));

        assertThat(gathered.await(100, TimeUnit.MILLISECONDS)).isFalse();
        outbox.put(new Outbox.Records(List.of(), 1));

        assertThat(isGathered()).isTrue();
    }

    @Test
    void gathersForAMomentWhereRecordsWait() throws Exception {
        outbox.put(new Outbox.Records(List.of(), 1));
        gather(1, MINUTE);

        assertThat(isGathered()).isTrue();
    }

    @Test
    void letsItWaitAgainOnceTheRecordsAreTaken() throws Exception {
        outbox.put(new Outbox.Records(List.of(), 1));
        outbox.remove();
        outbox.offer(mark("one"));
        gather(1, MINUTE);

        assertThat(gathered.await(100, TimeUnit.MILLISECONDS)).isFalse();
    }

    @Test
    void hurriesWhereLinesNeedRoom() throws Exception {
        outbox.offer(mark("one"));
        gather(1, MINUTE);
        outbox.hurry();

        assertThat(isGathered()).isTrue();
    }

    @Test
    void hurriesWhereTheyNeededRoomWhileItWasBusy() throws Exception {
        outbox.offer(mark("one"));
        outbox.hurry();
        gather(1, MINUTE);

        assertThat(isGathered()).isTrue();
    }

    @Test
    void hurriesOnce() throws Exception {
        outbox.offer(mark("one"));
        outbox.hurry();
        outbox.gather(1, MINUTE);
        gather(1, MINUTE);

        assertThat(gathered.await(100, TimeUnit.MILLISECONDS)).isFalse();
    }

    @Test
    void waitsForNothingOnceItIsClosed() throws Exception {
        outbox.put(new Outbox.Records(List.of(), 1));
        gather(MINUTE, MINUTE);
        outbox.close();

        assertThat(isGathered()).isTrue();
    }
}
