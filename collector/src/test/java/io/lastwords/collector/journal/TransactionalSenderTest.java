package io.lastwords.collector.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lastwords.model.journal.JournalEvent;
import io.lastwords.model.journal.Origin;
import io.lastwords.model.journal.OutOfMemory;
import io.lastwords.model.topic.Json;
import io.lastwords.model.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TransactionalSenderTest {
    private static final Origin ORIGIN = new Origin("h", "e", "h/api", "c1");
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final ArrayDeque<MockProducer<byte[], byte[]>> next = new ArrayDeque<>();
    private final List<MockProducer<byte[], byte[]>> made = new ArrayList<>();
    private @Nullable EnginePosition otherOwner;

    private final TransactionalSender sender = new TransactionalSender(
            "e", "me", this::producer, () -> new Positions(committedPosition(), Map.of()), Duration.ofMillis(1));

    private MockProducer<byte[], byte[]> producer() {
        var producer = next.isEmpty() ? plain() : next.remove();
        made.add(producer);
        return producer;
    }

    private static MockProducer<byte[], byte[]> plain() {
        return new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** What all producers so far have committed, in order. */
    private List<ProducerRecord<byte[], byte[]>> committed() {
        return made.stream().flatMap(producer -> producer.history().stream()).toList();
    }

    private @Nullable EnginePosition committedPosition() {
        if (otherOwner != null) {
            return otherOwner;
        }
        return committed().stream()
                .filter(record -> new String(record.key(), UTF_8).equals("e/events"))
                .map(record -> read(record, Position.class))
                .map(EnginePosition.class::cast)
                .reduce((earlier, later) -> later)
                .orElse(null);
    }

    private static <T> T read(ProducerRecord<byte[], byte[]> record, Class<T> type) {
        try {
            return Json.read(record.value(), type);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private List<Integer> journal() {
        return committed().stream()
                .filter(record -> record.topic().equals(Topics.JOURNAL))
                .map(record -> (int)
                        Duration.between(NOON, read(record, JournalEvent.class).time())
                                .toSeconds())
                .toList();
    }

    private static Batch batch(int... seconds) throws InterruptedException {
        var outbox = new Outbox(1 << 20);
        for (int second : seconds) {
            var event = Outgoing.of(new OutOfMemory(ORIGIN, NOON.plusSeconds(second)));
            outbox.put(new Outbox.Records(List.of(event), event.size()));
        }
        outbox.offer(new Outbox.Mark(new EventMark(NOON.plusSeconds(seconds[seconds.length - 1]), "last")));
        return Batch.takeFrom(outbox);
    }

    private MockProducer<byte[], byte[]> current() {
        return made.getLast();
    }

    @Test
    void signsAsTheSuccessorBeforeAnythingElse() throws Exception {
        sender.takeOver(Duration.ofSeconds(1));

        assertThat(committedPosition()).isEqualTo(new EnginePosition("e", "me", 0, null, null));
    }

    @Test
    void writesRecordsAndPositionsInOneTransaction() throws Exception {
        sender.takeOver(Duration.ofSeconds(1));
        sender.send(batch(1, 2));

        assertThat(journal()).containsExactly(1, 2);
        assertThat(committedPosition()).isEqualTo(new EnginePosition("e", "me", 1, NOON.plusSeconds(2), "last"));
        assertThat(current().commitCount()).isEqualTo(2);
    }

    @Test
    void sendsTheSameBatchAgainAfterAnAbort() throws Exception {
        next.add(failing(2, new KafkaException("a record failed")));
        sender.takeOver(Duration.ofSeconds(1));
        sender.send(batch(1, 2));
        sender.send(batch(3));

        assertThat(journal()).containsExactly(1, 2, 3);
        assertThat(made).hasSize(1);
    }

    /** Fails one of its commits. */
    private static MockProducer<byte[], byte[]> failing(int commit, KafkaException failure) {
        return new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
            private int commits;

            @Override
            public void commitTransaction() {
                commits++;
                if (commits == commit) {
                    throw failure;
                }
                super.commitTransaction();
            }
        };
    }

    @Test
    void asksWhetherItWasCommittedWhereItCannotAbort() throws Exception {
        sender.takeOver(Duration.ofSeconds(1));
        current().commitTransactionException = new KafkaException("who knows");
        current().abortTransactionException = new KafkaException("cannot abort");
        sender.send(batch(1));

        assertThat(made).hasSize(2);
        assertThat(journal()).containsExactly(1);
    }

    @Test
    void doesNotRepeatWhatHadBeenCommittedAfterAll() throws Exception {
        sender.takeOver(Duration.ofSeconds(1));
        current().commitTransactionException = new KafkaException("who knows");
        current().abortTransactionException = new KafkaException("cannot abort");
        otherOwner = new EnginePosition("e", "me", 1, NOON, "last");
        sender.send(batch(1));

        assertThat(journal()).isEmpty();
        otherOwner = null;
        sender.send(batch(2));
        assertThat(journal()).containsExactly(2);
    }

    @Test
    void waitsForACommitThatTakesLong() throws Exception {
        next.add(failing(2, new TimeoutException("not yet")));
        sender.takeOver(Duration.ofSeconds(1));
        sender.send(batch(1));

        assertThat(made).hasSize(1);
        assertThat(current().commitCount()).isEqualTo(2);
        assertThat(journal()).containsExactly(1);
    }

    @Test
    void givesWayToASuccessor() throws Exception {
        sender.takeOver(Duration.ofSeconds(1));
        current().fenceProducer();
        otherOwner = new EnginePosition("e", "somebody else", 1, NOON, "last");

        assertThatThrownBy(() -> sender.send(batch(1)))
                .isInstanceOf(JournalFailedException.class)
                .hasMessageStartingWith("another collector has taken over");
        assertThat(journal()).isEmpty();
    }

    @Test
    void goesOnWhereKafkaHadGivenUpItsTransaction() throws Exception {
        sender.takeOver(Duration.ofSeconds(1));
        current().fenceProducer();
        sender.send(batch(1));

        assertThat(made).hasSize(2);
        assertThat(journal()).containsExactly(1);
    }

    @Test
    void readsPositionsAgainWhereItWasFencedWhileTakingOver() throws Exception {
        var fenced = plain();
        fenced.commitTransactionException = new ProducerFencedException("the predecessor still lives");
        next.add(fenced);
        sender.takeOver(Duration.ofSeconds(5));

        assertThat(made).hasSize(2);
        assertThat(committedPosition()).isNotNull();
    }

    @Test
    void saysWhatKafkaRefuses() {
        var refused = plain();
        refused.initTransactionException = new TransactionalIdAuthorizationException("not allowed");
        next.add(refused);

        assertThatThrownBy(() -> sender.takeOver(Duration.ofSeconds(1)))
                .isInstanceOf(JournalFailedException.class)
                .hasMessage("Kafka refuses the collector: not allowed");
    }
}
