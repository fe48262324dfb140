package io.lastwords.cli.terminal;

import io.lastwords.cli.failure.Failure;
import io.lastwords.cli.kafka.KafkaTrouble;
import io.lastwords.cli.kafka.Spectator;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.topic.Json;
import io.lastwords.model.topic.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads {@code lastwords.diagnoses} and goes on reading: from where it ended when this was opened, so that everything
 * later is seen, and nothing earlier again, or from its beginning. Has one thread of its own, which the sink is called from.
 */
public final class DiagnosisFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DiagnosisFeed.class);
    private static final Duration TICK = Duration.ofMillis(100);
    private static final String TIMEOUT_MILLIS = "15000";
    private static final Duration CLOSE = Duration.ofSeconds(2);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Metric connections;
    private final DiagnosisSink sink;
    private final Consumer<String> complain;
    private final Thread thread = new Thread(this::read, "terminal");
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile boolean closing;
    private volatile @Nullable Map<TopicPartition, Long> untilEnd;

    private DiagnosisFeed(KafkaConsumer<byte[], byte[]> consumer, DiagnosisSink sink, Consumer<String> complain) {
        this.consumer = consumer;
        this.connections = consumer.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("connection-count")
                        && metric.metricName().group().equals("consumer-metrics"))
                .findFirst()
                .orElseThrow();
        this.sink = sink;
        this.complain = complain;
    }

    /**
     * Fixes where to begin and starts to read.
     *
     * @param client Kafka client properties
     * @param complain told, in one line, of each record that is no diagnosis
     */
    public static DiagnosisFeed open(Map<String, String> client, DiagnosisSink sink, Consumer<String> complain) {
        var consumer = consumer(client);
        consumer.endOffsets(consumer.assignment()).forEach(consumer::seek);
        return start(consumer, sink, complain);
    }

    /**
     * Starts to read from the very beginning, and goes on with what comes.
     *
     * @param complain told, in one line, of each record that is no diagnosis
     * @throws Failure where Kafka does not answer
     */
    public static DiagnosisFeed whole(Map<String, String> client, DiagnosisSink sink, Consumer<String> complain)
            throws Failure {
        var settings = new HashMap<>(client);
        settings.putIfAbsent("default.api.timeout.ms", TIMEOUT_MILLIS);
        try {
            var consumer = consumer(settings);
            consumer.seekToBeginning(consumer.assignment());
            return start(consumer, sink, complain);
        } catch (KafkaException e) {
            throw KafkaTrouble.failure(client, e);
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(Map<String, String> client) {
        var settings = new HashMap<String, Object>(client);
        settings.put("client.id", "lastwords-terminal");
        var consumer = Spectator.consumer(settings);
        try {
            consumer.assign(consumer.partitionsFor(Topics.DIAGNOSES).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList());
            return consumer;
        } catch (KafkaException e) {
            consumer.close();
            throw e;
        }
    }

    private static DiagnosisFeed start(
            KafkaConsumer<byte[], byte[]> consumer, DiagnosisSink sink, Consumer<String> complain) {
        var feed = new DiagnosisFeed(consumer, sink, complain);
        feed.thread.start();
        return feed;
    }

    /**
     * Reads on to an end, closes, and returns when the sink has had it all.
     *
     * @param end the offset behind the last record, by partition
     */
    public void drain(Map<TopicPartition, Long> end) throws InterruptedException, Failure {
        untilEnd = Map.copyOf(end);
        awaitEnd();
    }

    /**
     * Waits until closed.
     *
     * @throws Failure where it could not go on
     */
    public void awaitEnd() throws InterruptedException, Failure {
        try {
            ended.get();
        } catch (ExecutionException e) {
            throw new Failure("cannot show diagnoses any more: " + e.getCause(), e);
        }
    }

    /** What is held back is shown first. */
    @Override
    public void close() {
        closing = true;
        try {
            if (!thread.join(CLOSE)) {
                LOG.warn("the terminal's consumer did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try (consumer) {
            while (!closing && !reached(untilEnd)) {
                consumer.poll(TICK).forEach(this::take);
                sink.tick(connected());
            }
            sink.end();
            ended.complete(null);
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("cannot show diagnoses any more");
            ended.completeExceptionally(e);
        }
    }

    /** A poll does not fail where no broker is there: it goes on trying. */
    private boolean connected() {
        return connections.metricValue() instanceof Double count && count > 0;
    }

    private boolean reached(@Nullable Map<TopicPartition, Long> end) {
        return end != null
                && end.entrySet().stream().allMatch(one -> consumer.position(one.getKey()) >= one.getValue());
    }

    private void take(ConsumerRecord<byte[], byte[]> message) {
        if (message.value() != null) { // null is a tombstone
            parse(message)
                    .ifPresentOrElse(
                            sink::accept,
                            () -> complain.accept("skipped a record of " + message.topic()
                                    + " that is no diagnosis (partition " + message.partition() + ", offset "
                                    + message.offset() + ")"));
        }
    }

    private static Optional<Diagnosis> parse(ConsumerRecord<byte[], byte[]> message) {
        try {
            return Optional.ofNullable(Json.read(message.value(), Diagnosis.class));
        } catch (IOException e) {
            LOG.atWarn().setCause(e).addKeyValue("offset", message.offset()).log("not a diagnosis");
            return Optional.empty();
        }
    }
}
