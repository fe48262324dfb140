package io.lastwords.notifier.delivery;

import io.lastwords.model.diagnosis.Delivery;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.topic.Json;
import io.lastwords.model.topic.Topics;
import io.lastwords.notifier.Diagnoses;
import io.lastwords.notifier.decide.NoticePolicy;
import io.lastwords.notifier.route.Route;
import io.lastwords.notifier.route.Routing;
import io.lastwords.notifier.silence.Silences;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** What stays when a notifier dies: topics and committed offsets, from Kafka's own mock clients. */
final class FakeKafka {
    private static final TopicPartition DIAGNOSES = new TopicPartition(Topics.DIAGNOSES, 0);
    private static final TopicPartition DELIVERIES = new TopicPartition(Topics.DELIVERIES, 0);

    private final List<ConsumerRecord<byte[], byte[]>> diagnoses = new ArrayList<>();
    private final List<ProducerRecord<byte[], byte[]>> written = new ArrayList<>();
    private @Nullable OffsetAndMetadata committed;
    private boolean dieAtTheNextWrite;
    private int offsetsRefused;
    private final Silences silences = new Silences(Clock.fixed(Diagnoses.OPENED, ZoneOffset.UTC));
    private Route route = Route.toAll(List.of("slack", "other"));
    private boolean replaced;
    private boolean rebalancing;
    private @Nullable Life life;

    /** The process is gone in the middle of a write. */
    static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    void diagnosis(Diagnosis diagnosis) {
        raw(String.valueOf(diagnosis.incident()), Json.text(diagnosis));
    }

    void raw(String key, @Nullable String value) {
        var bytes = value == null ? null : value.getBytes(StandardCharsets.UTF_8);
        var record = new ConsumerRecord<>(
                Topics.DIAGNOSES, 0, diagnoses.size(), key.getBytes(StandardCharsets.UTF_8), bytes);
        diagnoses.add(record);
        if (life != null && life.consumer.assignment().contains(DIAGNOSES)) {
            life.consumer.addRecord(record);
        }
    }

    Silences silences() {
        return silences;
    }

    void route(Route outermost) {
        route = outermost;
    }

    void commit(long offset) {
        committed = new OffsetAndMetadata(offset);
    }

    void forgetCommits() {
        committed = null;
    }

    long committed() {
        return committed == null || !committed.metadata().isEmpty() ? -1 : committed.offset();
    }

    void dieAtTheNextWrite() {
        dieAtTheNextWrite = true;
    }

    void replaceMember() {
        replaced = true;
    }

    /** Another notifier comes or goes. */
    void rebalancing(boolean underWay) {
        rebalancing = underWay;
    }

    void refuseOffsets() {
        offsetsRefused = Integer.MAX_VALUE;
    }

    void refuseOffsetsOnce() {
        offsetsRefused = 1;
    }

    void answerOffsets() {
        offsetsRefused = 0;
    }

    List<ProducerRecord<byte[], byte[]>> written(String topic) {
        return written.stream().filter(record -> record.topic().equals(topic)).toList();
    }

    List<Delivery> deliveries() {
        return written(Topics.DELIVERIES).stream()
                .filter(record -> record.value() != null)
                .map(record -> {
                    try {
                        return Json.read(record.value(), Delivery.class);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }

    /** Another notifier has taken over. */
    void recordByAnother(Delivery delivery) {
        written.add(new ProducerRecord<>(
                Topics.DELIVERIES, delivery.key().getBytes(StandardCharsets.UTF_8), Json.bytes(delivery)));
    }

    static String header(ProducerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    Life begin(Channel channel) {
        life = new Life(channel);
        return life;
    }

    /** One life of the loop, from a start to a close or a kill. */
    final class Life implements AutoCloseable {
        private final MockConsumer<byte[], byte[]> consumer = new Member();
        private final ReceiverLoop loop;
        private final SteppingClock steps;
        private long now = 1_000_000;

        private Life(Channel channel) {
            var clock = new SteppingClock();
            steps = clock;
            var recorder = new Recorder(new KeepingProducer());
            var deadLetters = new DeadLetters(recorder);
            var log = new DeliveryLog("slack", deliveriesReader(), recorder, deadLetters, clock);
            var courier = new Courier("slack", channel, new Backoff(new Random(1)), clock, () -> now);
            loop = new ReceiverLoop(
                    "slack",
                    consumer,
                    log,
                    deadLetters,
                    new Routing(route, List.of("slack", "other")),
                    new Silencer("slack", silences, log, clock),
                    new NoticePolicy(Duration.ofSeconds(1)),
                    courier,
                    new Reminders("slack", channel, now),
                    new Recall(FakeKafka.this::diagnosesReader),
                    clock,
                    () -> now);
            loop.subscribe();
            consumer.updateBeginningOffsets(Map.of(DIAGNOSES, 0L));
            consumer.updateEndOffsets(Map.of(DIAGNOSES, (long) diagnoses.size()));
            consumer.setMaxPollRecords(50);
            assign();
        }

        /** Also after {@link #revoke}. */
        void assign() {
            var before = committed;
            if (before != null) {
                consumer.commitSync(Map.of(DIAGNOSES, before));
            }
            consumer.rebalance(List.of(DIAGNOSES));
            diagnoses.forEach(consumer::addRecord);
        }

        /** Rounds of the loop; commits reach the broker after each. */
        void turns(int count) throws InterruptedException {
            for (int i = 0; i < count; i++) {
                loop.turn();
                keepCommits();
            }
        }

        private void keepCommits() {
            var offset = consumer.committed(Set.of(DIAGNOSES)).get(DIAGNOSES);
            if (offset != null) {
                committed = offset;
            }
        }

        /** What the notifier's clock says. */
        Instant time() {
            return steps.instant();
        }

        void pass(Duration time) {
            now += time.toNanos();
            steps.pass(time);
        }

        boolean isPaused() {
            return !consumer.paused().isEmpty();
        }

        void revoke() {
            consumer.rebalance(List.of());
        }

        /** Nothing is closed and nothing is said any more. */
        void kill() {
            life = null;
        }

        @Override
        public void close() {
            loop.close();
            life = null;
        }
    }

    private MockConsumer<byte[], byte[]> diagnosesReader() {
        var reader = new MockConsumer<byte[], byte[]>("earliest");
        reader.updateBeginningOffsets(Map.of(DIAGNOSES, 0L));
        reader.schedulePollTask(() -> diagnoses.forEach(reader::addRecord));
        return reader;
    }

    private MockConsumer<byte[], byte[]> deliveriesReader() {
        var reader = new DeliveriesReader();
        var node = new Node(0, "localhost", 1);
        reader.updatePartitions(
                Topics.DELIVERIES,
                List.of(new PartitionInfo(Topics.DELIVERIES, 0, node, new Node[] {node}, new Node[] {node})));
        reader.updateBeginningOffsets(Map.of(DELIVERIES, 0L));
        return reader;
    }

    /** Is told by a commit that another member with its name has come. */
    private final class Member extends MockConsumer<byte[], byte[]> {
        Member() {
            super("earliest");
        }

        @Override
        public synchronized void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
            if (replaced) {
                throw new FencedInstanceIdException("another one has come");
            }
            if (rebalancing) {
                throw new RebalanceInProgressException("wait");
            }
            super.commitSync(offsets);
        }
    }

    /** Does not answer for as long as it is told not to. */
    private final class DeliveriesReader extends MockConsumer<byte[], byte[]> {
        private int read;

        DeliveriesReader() {
            super("earliest");
        }

        @Override
        public synchronized Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
            if (offsetsRefused > 0) {
                offsetsRefused--;
                throw new TimeoutException("no answer");
            }
            return Map.of(DELIVERIES, (long) written(Topics.DELIVERIES).size());
        }

        @Override
        public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            var records = written(Topics.DELIVERIES);
            for (; read < records.size(); read++) {
                var record = records.get(read);
                addRecord(new ConsumerRecord<>(Topics.DELIVERIES, 0, read, record.key(), record.value()));
            }
            return super.poll(timeout);
        }
    }

    /** Keeps what is written when its maker is dead. */
    private final class KeepingProducer extends MockProducer<byte[], byte[]> {
        KeepingProducer() {
            super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
            if (dieAtTheNextWrite) {
                dieAtTheNextWrite = false;
                throw new Killed();
            }
            written.add(record);
            return super.send(record);
        }
    }
}
