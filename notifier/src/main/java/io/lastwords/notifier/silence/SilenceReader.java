package io.lastwords.notifier.silence;

import io.lastwords.model.diagnosis.Silence;
import io.lastwords.model.topic.Json;
import io.lastwords.model.topic.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads {@code lastwords.silences} on a thread of its own, from the beginning and then as they come. */
public final class SilenceReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SilenceReader.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration CLOSE = Duration.ofSeconds(2);

    private final Consumer<byte[], byte[]> consumer;
    private final Silences silences;
    private final CompletableFuture<Void> known = new CompletableFuture<>();
    private final Thread thread;
    private volatile boolean closing;

    /** Takes over the consumer, which has no group and is assigned here. */
    public SilenceReader(Consumer<byte[], byte[]> consumer, Silences silences) {
        this.consumer = consumer;
        this.silences = silences;
        this.thread = Thread.ofPlatform().daemon().name("lastwords-silences").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** Completes when all that was said before the start is known; exceptionally where it cannot be. */
    public CompletableFuture<Void> known() {
        return known.copy();
    }

    private void run() {
        try (consumer) {
            while (!closing) {
                turn();
            }
        } catch (WakeupException | InterruptException e) {
            LOG.debug("closed");
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("Silences are not read any more");
            known.completeExceptionally(e);
        }
    }

    private void turn() {
        try {
            if (consumer.assignment().isEmpty()) {
                var partitions = consumer.partitionsFor(Topics.SILENCES).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
                consumer.assign(partitions);
                consumer.seekToBeginning(partitions);
            }
            consumer.poll(POLL).forEach(this::take);
            if (!known.isDone() && atTheEnd()) {
                known.complete(null);
            }
        } catch (RetriableException e) {
            LOG.atWarn().log("Kafka does not say what is silenced, trying again: {}", e.getMessage());
        }
    }

    private boolean atTheEnd() {
        return consumer.endOffsets(consumer.assignment()).entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        try {
            if (record.value() != null) {
                silences.put(Json.read(record.value(), Silence.class));
            } else if (record.key() != null) {
                silences.remove(new String(record.key(), StandardCharsets.UTF_8));
            }
        } catch (IOException | IllegalArgumentException e) {
            LOG.atWarn()
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .log("Not a silence, so it is not obeyed: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        closing = true;
        consumer.wakeup();
        try {
            if (!thread.join(CLOSE)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
